using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;
using System.Security;
using System.Text;

namespace PwshHost;

/// <summary>What the engine asks of its host: names, exit, a terminal.</summary>
internal sealed class TerminalHost : PSHost
{
	/// <summary>"7.6.9 SHA: 1f2e..." is 7.6.9.</summary>
	public static readonly Version Engine = new(typeof(PSObject).Assembly.
	    GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.
	    InformationalVersion.Split(' ', '+', '-')[0]);

	public int? ExitCode { get; private set; }

	public override string Name => "ConsoleHost";
	public override Version Version => Engine;
	public override Guid InstanceId { get; } = Guid.NewGuid();
	public override CultureInfo CurrentCulture =>
	    CultureInfo.CurrentCulture;
	public override CultureInfo CurrentUICulture =>
	    CultureInfo.CurrentUICulture;
	public override PSHostUserInterface UI => Terminal;
	public TerminalUI Terminal { get; }

	public TerminalHost(LineReader reader)
	{
		Terminal = new TerminalUI(reader);
	}

	public override void SetShouldExit(int code) => ExitCode = code;
	public override void NotifyBeginApplication() { }
	public override void NotifyEndApplication() { }
	public override void EnterNestedPrompt() =>
	    throw new NotSupportedException("no nested prompt in this host");
	public override void ExitNestedPrompt() { }
}

/// <summary>
/// Plain text out, lines in. It keeps away from System.Console, which puts
/// the terminal in a mode of its own at first use.
/// </summary>
internal sealed class TerminalUI : PSHostUserInterface
{
	private readonly LineReader reader;
	private readonly StreamWriter output =
	    Open(Console.OpenStandardOutput());
	private readonly StreamWriter error =
	    Open(Console.OpenStandardError());

	public TerminalUI(LineReader reader)
	{
		this.reader = reader;
	}

	private static StreamWriter
	Open(Stream stream)
	{
		return new StreamWriter(stream, new UTF8Encoding(false)) {
			AutoFlush = true,
		};
	}

	public override PSHostRawUserInterface RawUI { get; } =
	    new TerminalRawUI();

	public override bool SupportsVirtualTerminal { get; } =
	    !Console.IsOutputRedirected &&
	    Environment.GetEnvironmentVariable("TERM") is not
	    (null or "" or "dumb");

	public override string
	ReadLine()
	{
		reader.Read(out string line);
		return line;
	}

	/// <summary>While it is true, all goes where errors go.</summary>
	public bool AllErrors { get; set; }

	private void
	Put(bool isError, string text)
	{
		(isError || AllErrors ? error : output).Write(
		    GetOutputString(text, SupportsVirtualTerminal));
	}

	public override void Write(string value) => Put(false, value);
	public override void Write(ConsoleColor front, ConsoleColor back,
	    string value) => Put(false, value);
	public override void WriteLine(string value) =>
	    Put(false, value + "\n");
	public override void WriteErrorLine(string value) =>
	    Put(true, value + "\n");
	public override void WriteDebugLine(string value) =>
	    WriteLine("DEBUG: " + value);
	public override void WriteVerboseLine(string value) =>
	    WriteLine("VERBOSE: " + value);
	public override void WriteWarningLine(string value) =>
	    WriteLine("WARNING: " + value);
	public override void WriteProgress(long id, ProgressRecord record) { }

	/* A test never answers questions: asking is its failure. */
	private static NotSupportedException
	Question(string what)
	{
		return new NotSupportedException($"a question: {what}");
	}

	public override SecureString ReadLineAsSecureString() =>
	    throw Question("password");
	public override Dictionary<string, PSObject> Prompt(string caption,
	    string message, Collection<FieldDescription> fields) =>
	    throw Question(fields.Count > 0 ? fields[0].Name : message);
	public override int PromptForChoice(string caption, string message,
	    Collection<ChoiceDescription> choices, int defaultChoice) =>
	    throw Question(message);
	public override PSCredential PromptForCredential(string caption,
	    string message, string user, string target) =>
	    throw Question(message);
	public override PSCredential PromptForCredential(string caption,
	    string message, string user, string target,
	    PSCredentialTypes types, PSCredentialUIOptions options) =>
	    throw Question(message);
}

/// <summary>
/// A screen wide enough that no message is broken where a test looks.
/// </summary>
internal sealed class TerminalRawUI : PSHostRawUserInterface
{
	private static readonly Size Screen = new(240, 50);

	public override ConsoleColor ForegroundColor { get; set; } =
	    ConsoleColor.Gray;
	public override ConsoleColor BackgroundColor { get; set; } =
	    ConsoleColor.Black;
	public override Size BufferSize { get; set; } = Screen;
	public override Size WindowSize { get; set; } = Screen;
	public override Size MaxWindowSize => Screen;
	public override Size MaxPhysicalWindowSize => Screen;
	public override Coordinates CursorPosition { get; set; }
	public override Coordinates WindowPosition { get; set; }
	public override int CursorSize { get; set; } = 25;
	public override string WindowTitle { get; set; } = "";
	public override bool KeyAvailable => false;

	public override void FlushInputBuffer() { }
	public override KeyInfo ReadKey(ReadKeyOptions options) =>
	    throw new NotSupportedException("no keys in this host");
	public override BufferCell[,] GetBufferContents(Rectangle area) =>
	    new BufferCell[0, 0];
	public override void SetBufferContents(Coordinates origin,
	    BufferCell[,] contents) { }
	public override void SetBufferContents(Rectangle area,
	    BufferCell fill) { }
	public override void ScrollBufferContents(Rectangle source,
	    Coordinates destination, Rectangle clip, BufferCell fill) { }
}
