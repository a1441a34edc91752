using System;
using System.Management.Automation;

namespace PwshHost;

/// <summary>What each cmdlet with -Path or -LiteralPath shares.</summary>
public abstract class PathCommand : PSCmdlet
{
	protected const string ByPath = "Path";
	protected const string ByLiteral = "LiteralPath";

	[Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0,
	    ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
	public string[] Path { get; set; } = [];

	[Parameter(ParameterSetName = ByLiteral, Mandatory = true,
	    ValueFromPipelineByPropertyName = true)]
	[Alias("PSPath", "LP")]
	public string[] LiteralPath { get; set; } = [];

	[Parameter]
	public SwitchParameter Force { get; set; }

	protected bool Literal => ParameterSetName == ByLiteral;

	protected abstract void Process(string path);

	protected override void
	ProcessRecord()
	{
		foreach (string path in Literal ? LiteralPath : Path)
			this.Try(() => Process(path));
	}
}

/// <summary>Helpers for all cmdlets.</summary>
internal static class CmdletHelp
{
	/// <summary>
	/// What the engine throws is an error of the cmdlet, and the script
	/// goes on.
	/// </summary>
	public static void
	Try(this PSCmdlet cmdlet, Action action)
	{
		try {
			action();
		} catch (Exception e) when (e is IContainsErrorRecord and
		    not PipelineStoppedException) {
			var has = (IContainsErrorRecord)e;
			cmdlet.WriteError(new ErrorRecord(has.ErrorRecord, e));
		}
	}
}
