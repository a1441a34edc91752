using System.Management.Automation;

namespace PwshHost;

/// <summary>cd: the engine moves and calls LocationChangedAction.</summary>
public abstract class MoveCommand : PSCmdlet
{
	[Parameter(ParameterSetName = "Path", Position = 0,
	    ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
	public string? Path { get; set; }

	[Parameter(ParameterSetName = "LiteralPath", Mandatory = true,
	    ValueFromPipelineByPropertyName = true)]
	[Alias("PSPath", "LP")]
	public string? LiteralPath { get; set; }

	[Parameter]
	public SwitchParameter PassThru { get; set; }

	protected void
	Move(string path)
	{
		PathInfo now = SessionState.Path.SetLocation(path);

		if (PassThru)
			WriteObject(now);
	}

	/// <summary>`-` is the last directory, unless it is literal.</summary>
	protected string?
	Target()
	{
		if (LiteralPath is null)
			return Path;
		string text = WildcardPattern.Escape(LiteralPath);
		return text is "-" or "+" ? "./" + text : text;
	}
}

[Cmdlet(VerbsCommon.Set, "Location", DefaultParameterSetName = "Path")]
public sealed class SetLocationCommand : MoveCommand
{
	protected override void
	ProcessRecord()
	{
		string? to = Target();

		this.Try(() => Move(string.IsNullOrEmpty(to) ? "~" : to));
	}
}

[Cmdlet(VerbsCommon.Push, "Location", DefaultParameterSetName = "Path")]
public sealed class PushLocationCommand : MoveCommand
{
	[Parameter]
	public string StackName { get; set; } = "";

	protected override void
	ProcessRecord()
	{
		SessionState.Path.PushCurrentLocation(StackName);
		if (Target() is { Length: > 0 } to)
			this.Try(() => Move(to));
	}
}

[Cmdlet(VerbsCommon.Pop, "Location")]
public sealed class PopLocationCommand : PSCmdlet
{
	[Parameter]
	public string StackName { get; set; } = "";

	[Parameter]
	public SwitchParameter PassThru { get; set; }

	protected override void
	ProcessRecord()
	{
		this.Try(() => {
			PathInfo now = SessionState.Path.PopLocation(StackName);
			if (PassThru)
				WriteObject(now);
		});
	}
}

[Cmdlet(VerbsCommon.Get, "Location")]
public sealed class GetLocationCommand : PSCmdlet
{
	[Parameter]
	public string? PSProvider { get; set; }

	[Parameter]
	public SwitchParameter Stack { get; set; }

	protected override void
	ProcessRecord()
	{
		PathIntrinsics path = SessionState.Path;

		if (Stack)
			WriteObject(path.LocationStack(""));
		else if (PSProvider is null)
			WriteObject(path.CurrentLocation);
		else
			WriteObject(path.CurrentProviderLocation(PSProvider));
	}
}

[Cmdlet(VerbsCommon.Join, "Path")]
public sealed class JoinPathCommand : PSCmdlet
{
	[Parameter(Mandatory = true, Position = 0)]
	public string Path { get; set; } = "";

	[Parameter(Mandatory = true, Position = 1)]
	public string ChildPath { get; set; } = "";

	[Parameter]
	public SwitchParameter Resolve { get; set; }

	protected override void
	ProcessRecord()
	{
		PathIntrinsics path = SessionState.Path;
		string joined = path.Combine(Path, ChildPath);

		if (!Resolve)
			WriteObject(joined);
		else
			this.Try(() => WriteObject(path.
			    GetResolvedProviderPathFromPSPath(joined, out _),
			    true));
	}
}

[Cmdlet(VerbsCommon.Split, "Path")]
public sealed class SplitPathCommand : PSCmdlet
{
	[Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
	[Alias("LiteralPath")]
	public string Path { get; set; } = "";

	[Parameter]
	public SwitchParameter Parent { get; set; }

	[Parameter]
	public SwitchParameter Leaf { get; set; }

	protected override void
	ProcessRecord()
	{
		PathIntrinsics path = SessionState.Path;

		WriteObject(Leaf ? path.ParseChildName(Path) :
		    path.ParseParent(Path, ""));
	}
}

[Cmdlet(VerbsDiagnostic.Resolve, "Path", DefaultParameterSetName = ByPath)]
public sealed class ResolvePathCommand : PathCommand
{
	protected override void
	Process(string path)
	{
		string pattern = Literal ? WildcardPattern.Escape(path) : path;

		WriteObject(SessionState.Path.
		    GetResolvedPSPathFromPSPath(pattern), true);
	}
}
