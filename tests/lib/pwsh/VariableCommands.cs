using System.Management.Automation;

namespace PwshHost;

/// <summary>-Name and -Scope, which the engine reads as `scope:name`.</summary>
public abstract class VariableCommand : PSCmdlet
{
	[Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
	public string[] Name { get; set; } = [];

	[Parameter]
	[ValidateSet("Global", "Local", "Script", "Private")]
	public string? Scope { get; set; }

	protected abstract void Process(string name);

	protected override void
	ProcessRecord()
	{
		foreach (string name in Name)
			this.Try(() => Process(
			    Scope is null ? name : $"{Scope}:{name}"));
	}

	protected PSVariable?
	Find(string name)
	{
		PSVariable? variable = SessionState.PSVariable.Get(name);

		if (variable is null)
			WriteError(new ErrorRecord(
			    new ItemNotFoundException("Cannot find a " +
			    $"variable with the name '{name}'."),
			    "VariableNotFound",
			    ErrorCategory.ObjectNotFound, name));
		return variable;
	}
}

[Cmdlet(VerbsCommon.Get, "Variable")]
public sealed class GetVariableCommand : VariableCommand
{
	[Parameter]
	public SwitchParameter ValueOnly { get; set; }

	protected override void
	Process(string name)
	{
		PSVariable? variable = Find(name);

		if (variable is not null)
			WriteObject(ValueOnly ? variable.Value : variable);
	}
}

/// <summary>A value and what else a variable has.</summary>
public abstract class AssignCommand : VariableCommand
{
	[Parameter(Position = 1)]
	public object? Value { get; set; }

	[Parameter]
	public string? Description { get; set; }

	[Parameter]
	public ScopedItemOptions Option { get; set; }

	[Parameter]
	public SessionStateEntryVisibility Visibility { get; set; }

	[Parameter]
	public SwitchParameter Force { get; set; }

	protected override void
	Process(string name)
	{
		SessionState.PSVariable.Set(name, Value);
		PSVariable variable = SessionState.PSVariable.Get(name);
		if (Description is not null)
			variable.Description = Description;
		variable.Visibility = Visibility;
		if (Option != ScopedItemOptions.None)
			variable.Options = Option;
	}
}

[Cmdlet(VerbsCommon.Set, "Variable")]
public sealed class SetVariableCommand : AssignCommand
{
}

[Cmdlet(VerbsCommon.New, "Variable")]
public sealed class NewVariableCommand : AssignCommand
{
}

[Cmdlet(VerbsCommon.Remove, "Variable")]
public sealed class RemoveVariableCommand : VariableCommand
{
	[Parameter]
	public SwitchParameter Force { get; set; }

	protected override void
	Process(string name)
	{
		if (Find(name) is not null)
			InvokeProvider.Item.Remove([$"Variable:{name}"],
			    recurse: false, Force, literalPath: true);
	}
}

[Cmdlet(VerbsCommon.Set, "Alias")]
public sealed class SetAliasCommand : PSCmdlet
{
	[Parameter(Mandatory = true, Position = 0)]
	public string Name { get; set; } = "";

	[Parameter(Mandatory = true, Position = 1)]
	public string Value { get; set; } = "";

	[Parameter]
	public SwitchParameter Force { get; set; }

	protected override void
	ProcessRecord()
	{
		this.Try(() => InvokeProvider.Item.Set(
		    [$"Alias:{Name}"], Value, Force, literalPath: true));
	}
}
