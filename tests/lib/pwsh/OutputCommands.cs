using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;

namespace PwshHost;

[Cmdlet(VerbsLifecycle.Invoke, "Expression")]
public sealed class InvokeExpressionCommand : PSCmdlet
{
	[Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
	public string Command { get; set; } = "";

	protected override void
	ProcessRecord()
	{
		InvokeCommand.InvokeScript(Command, useNewScope: false,
		    PipelineResultTypes.Output | PipelineResultTypes.Error,
		    input: null);
	}
}

[Cmdlet(VerbsCommunications.Write, "Output")]
public sealed class WriteOutputCommand : PSCmdlet
{
	[Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true,
	    ValueFromRemainingArguments = true)]
	[AllowNull]
	[AllowEmptyCollection]
	public PSObject[]? InputObject { get; set; }

	[Parameter]
	public SwitchParameter NoEnumerate { get; set; }

	protected override void
	ProcessRecord()
	{
		if (InputObject is null || NoEnumerate)
			WriteObject(InputObject, false);
		else
			foreach (PSObject o in InputObject)
				WriteObject(o, true);
	}
}

[Cmdlet(VerbsCommunications.Write, "Host")]
public sealed class WriteHostCommand : PSCmdlet
{
	[Parameter(Position = 0, ValueFromPipeline = true,
	    ValueFromRemainingArguments = true)]
	[Alias("Msg", "Message")]
	public object? Object { get; set; }

	[Parameter]
	public SwitchParameter NoNewline { get; set; }

	[Parameter]
	public object Separator { get; set; } = " ";

	[Parameter]
	public ConsoleColor? ForegroundColor { get; set; }

	[Parameter]
	public ConsoleColor? BackgroundColor { get; set; }

	protected override void
	ProcessRecord()
	{
		var message = new HostInformationMessage {
			Message = Text(Object),
			NoNewLine = NoNewline,
			ForegroundColor = ForegroundColor,
			BackgroundColor = BackgroundColor,
		};
		WriteInformation(message, ["PSHOST"]);
	}

	private string
	Text(object? value)
	{
		object? bare = value is PSObject o ? o.BaseObject : value;

		if (bare is IEnumerable list and not string)
			return string.Join(Separator.ToString(),
			    list.Cast<object?>().Select(Text));
		return bare is null ? "" :
		    LanguagePrimitives.ConvertTo<string>(value);
	}
}

[Cmdlet(VerbsCommunications.Write, "Error",
    DefaultParameterSetName = "Message")]
public sealed class WriteErrorCommand : PSCmdlet
{
	[Parameter(ParameterSetName = "Message", Mandatory = true,
	    Position = 0, ValueFromPipeline = true)]
	[AllowEmptyString]
	public string Message { get; set; } = "";

	[Parameter(ParameterSetName = "Exception", Mandatory = true)]
	public Exception? Exception { get; set; }

	[Parameter(ParameterSetName = "ErrorRecord", Mandatory = true)]
	public ErrorRecord? ErrorRecord { get; set; }

	[Parameter]
	public ErrorCategory Category { get; set; }

	protected override void
	ProcessRecord()
	{
		WriteError(ErrorRecord ?? new ErrorRecord(
		    Exception ?? new WriteErrorException(Message),
		    "Microsoft.PowerShell.Commands.WriteErrorException",
		    Category, null));
	}
}

public sealed class WriteErrorException : SystemException
{
	public WriteErrorException(string message) : base(message)
	{
	}
}

public abstract class MessageCommand : PSCmdlet
{
	[Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
	[AllowEmptyString]
	[Alias("Msg")]
	public string Message { get; set; } = "";
}

[Cmdlet(VerbsCommunications.Write, "Verbose")]
public sealed class WriteVerboseCommand : MessageCommand
{
	protected override void ProcessRecord() => WriteVerbose(Message);
}

[Cmdlet(VerbsCommunications.Write, "Debug")]
public sealed class WriteDebugCommand : MessageCommand
{
	protected override void ProcessRecord() => WriteDebug(Message);
}

[Cmdlet(VerbsCommunications.Write, "Warning")]
public sealed class WriteWarningCommand : MessageCommand
{
	protected override void ProcessRecord() => WriteWarning(Message);
}

/// <summary>Text as it is; another object as its ToString.</summary>
[Cmdlet("Out", "String")]
public sealed class OutStringCommand : PSCmdlet
{
	private readonly StringBuilder text = new();

	[Parameter(ValueFromPipeline = true)]
	public PSObject? InputObject { get; set; }

	[Parameter]
	public SwitchParameter Stream { get; set; }

	[Parameter]
	public SwitchParameter NoNewline { get; set; }

	[Parameter]
	public int Width { get; set; }

	protected override void
	ProcessRecord()
	{
		if (InputObject is null)
			return;
		string one = LanguagePrimitives.ConvertTo<string>(InputObject);
		if (Stream)
			WriteObject(one.Split('\n'), true);
		else
			text.Append(one).Append(NoNewline ? "" : "\n");
	}

	protected override void
	EndProcessing()
	{
		if (!Stream)
			WriteObject(text.ToString());
	}
}
