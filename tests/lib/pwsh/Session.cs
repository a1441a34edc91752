using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.InteropServices;

namespace PwshHost;

/// <summary>
/// One runspace and what is done in it: profiles, then a command or a file,
/// then lines until the end, each after a prompt.
/// </summary>
internal sealed class Session : IDisposable
{
	private readonly Options options;
	private readonly LineReader reader = new();
	private readonly TerminalHost host;
	private readonly Runspace runspace;
	private readonly PosixSignalRegistration interrupts;
	private readonly object gate = new();
	private Pipeline? running;
	private bool interrupted;

	public Session(Options options)
	{
		this.options = options;
		host = new TerminalHost(reader);
		runspace = RunspaceFactory.CreateRunspace(host, State());
		runspace.ThreadOptions = PSThreadOptions.ReuseThread;
		runspace.Open();
		interrupts = PosixSignalRegistration.Create(
		    PosixSignal.SIGINT, Interrupt);
	}

	public void
	Dispose()
	{
		interrupts.Dispose();
		runspace.Dispose();
	}

	public int
	Run()
	{
		if (!options.NoProfile || options.Profile is not null)
			RunProfiles();
		if (options.Command is not null)
			RunLine(options.Command);
		else if (options.File is not null)
			RunFile(options.File);
		bool asked = options.Command is not null ||
		    options.File is not null;
		if (asked && !options.NoExit)
			return host.ExitCode ?? (Succeeded() ? 0 : 1);
		while (host.ExitCode is null && ReadCommand() is { } text)
			RunLine(text);
		return host.ExitCode ?? 0;
	}

	/// <summary>The engine's own state and our cmdlets.</summary>
	private InitialSessionState
	State()
	{
		var state = InitialSessionState.CreateDefault2();

		foreach (Type type in typeof(Session).Assembly.GetTypes()) {
			var name = type.GetCustomAttribute<CmdletAttribute>();
			if (name is null)
				continue;
			state.Commands.Add(new SessionStateCmdletEntry(
			    $"{name.VerbName}-{name.NounName}", type, null));
		}
		state.Variables.Add(new SessionStateVariableEntry(
		    "PROFILE", Profiles()[^1], null));
		return state;
	}

	private string[]
	Profiles()
	{
		if (options.Profile is not null)
			return [Path.GetFullPath(options.Profile)];
		string? config =
		    Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
		if (string.IsNullOrEmpty(config))
			config = Path.Combine(
			    Environment.GetEnvironmentVariable("HOME") ?? "/",
			    ".config");
		string folder = Path.Combine(config, "powershell");
		return [
			Path.Combine(folder, "profile.ps1"),
			Path.Combine(folder,
			    "Microsoft.PowerShell_profile.ps1"),
		];
	}

	private void
	RunProfiles()
	{
		foreach (string file in Profiles()) {
			if (options.Profile is null && !File.Exists(file))
				continue;
			string quoted = CodeGeneration.
			    EscapeSingleQuotedStringContent(file);
			RunShown(runspace.CreatePipeline($". '{quoted}'"));
		}
	}

	private void
	RunLine(string text)
	{
		RunShown(runspace.CreatePipeline(text, addToHistory: true));
	}

	private void
	RunFile(string file)
	{
		if (!File.Exists(file)) {
			host.UI.WriteErrorLine(
			    $"The argument '{file}' is not recognized as " +
			    "the name of a script file.");
			host.SetShouldExit(64);
			return;
		}
		var command = new Command(Path.GetFullPath(file),
		    isScript: false, useLocalScope: false);
		foreach (string arg in options.FileArguments)
			AddArgument(command, arg);
		Pipeline pipeline = runspace.CreatePipeline();
		pipeline.Commands.Add(command);
		if (RunShown(pipeline) is not null)
			host.SetShouldExit(1);
		else if (host.ExitCode is null && !options.NoExit)
			host.SetShouldExit(0);
	}

	/// <summary>`-Name` is a parameter, anything else its value.</summary>
	private static void
	AddArgument(Command command, string arg)
	{
		bool name = arg.Length > 1 && arg[0] == '-' &&
		    char.IsLetter(arg[1]);

		command.Parameters.Add(name ? new CommandParameter(arg) :
		    new CommandParameter(null, arg));
	}

	/// <summary>
	/// Runs it with all its output on the terminal, as the engine formats
	/// it. Returns the error that ended it, which has been shown.
	/// </summary>
	private Exception?
	RunShown(Pipeline pipeline)
	{
		pipeline.Commands[0].MergeMyResults(
		    PipelineResultTypes.Error, PipelineResultTypes.Output);
		pipeline.Commands.Add(new Command("Out-Default", false, true) {
			MergeUnclaimedPreviousCommandResults =
			    PipelineResultTypes.Error |
			    PipelineResultTypes.Output,
		});
		try {
			Invoke(pipeline);
			return null;
		} catch (PipelineStoppedException e) {
			return e;
		} catch (RuntimeException e) {
			Show(e);
			return e;
		}
	}

	/// <summary>
	/// A new line behind the "^C" of the terminal, once nothing is running
	/// any more that may write there, too.
	/// </summary>
	private ICollection<PSObject>
	Invoke(Pipeline pipeline)
	{
		lock (gate) {
			running = pipeline;
			interrupted = false;
		}
		try {
			return pipeline.Invoke();
		} finally {
			lock (gate)
				running = null;
			pipeline.Dispose();
			if (interrupted)
				host.UI.WriteLine("");
		}
	}

	private void
	Show(RuntimeException e)
	{
		using Pipeline pipeline = runspace.CreatePipeline();

		pipeline.Commands.Add("Out-Default");
		pipeline.Input.Write(new ErrorRecord(e.ErrorRecord, e));
		pipeline.Input.Close();
		host.Terminal.AllErrors = true;
		pipeline.Invoke();
		host.Terminal.AllErrors = false;
	}

	private bool
	Succeeded()
	{
		foreach (PSObject o in Invoke(runspace.CreatePipeline("$?")))
			return LanguagePrimitives.IsTrue(o);
		return true;
	}

	/// <summary>
	/// Lines until they parse, or null at the end of input. Ctrl-C drops
	/// what was typed and asks anew.
	/// </summary>
	private string?
	ReadCommand()
	{
		string text = "";

		host.UI.Write(Prompt());
		for (;;) {
			switch (reader.Read(out string line)) {
			case Answer.End:
				return null;
			case Answer.Interrupted:
				text = "";
				host.UI.Write("\n" + Prompt());
				continue;
			}
			text += line;
			if (Complete(text))
				return text;
			text += "\n";
			host.UI.Write(">> ");
		}
	}

	private static bool
	Complete(string text)
	{
		Parser.ParseInput(text, out _, out ParseError[] errors);
		return !Array.Exists(errors, e => e.IncompleteInput);
	}

	/// <summary>
	/// Not added to the history, which makes the engine keep `$?`.
	/// </summary>
	private string
	Prompt()
	{
		try {
			var pipeline = runspace.CreatePipeline("prompt");
			foreach (PSObject o in Invoke(pipeline))
				return o?.BaseObject.ToString() is
				    { Length: > 0 } s ? s : "PS>";
		} catch (RuntimeException) {
			/* As pwsh does: a broken prompt is no prompt. */
		}
		return "PS>";
	}

	private void
	Interrupt(PosixSignalContext context)
	{
		context.Cancel = true;
		lock (gate) {
			if (running is null) {
				reader.Interrupt();
				return;
			}
			interrupted = true;
			running.StopAsync();
		}
	}
}
