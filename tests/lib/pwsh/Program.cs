using System;
using System.IO;

namespace PwshHost;

/// <summary>
/// pwsh for tests: the PowerShell engine behind a plain terminal. It takes
/// the options of pwsh that tests need, and -Profile FILE.
/// </summary>
internal static class Program
{
	private static int
	Main(string[] args)
	{
		Options options;

		try {
			options = Options.Parse(args);
		} catch (ArgumentException e) {
			Console.Error.WriteLine($"pwsh: {e.Message}");
			return 64;
		}
		if (options.Version) {
			Console.WriteLine($"PowerShell {TerminalHost.Engine}");
			return 0;
		}
		PrepareEnvironment();
		if (options.Directory is not null)
			Directory.SetCurrentDirectory(options.Directory);
		using var session = new Session(options);
		return session.Run();
	}

	/// <summary>
	/// What pwsh does to its own environment: its directory goes in front
	/// of PATH, so that pwsh in pwsh is the same one. Tests send nothing
	/// home.
	/// </summary>
	private static void
	PrepareEnvironment()
	{
		string home = AppContext.BaseDirectory.TrimEnd('/') + ":";
		string path = Environment.GetEnvironmentVariable("PATH") ?? "";

		if (!path.StartsWith(home, StringComparison.Ordinal))
			Environment.SetEnvironmentVariable("PATH", home + path);
		Environment.SetEnvironmentVariable(
		    "POWERSHELL_TELEMETRY_OPTOUT", "1");
	}
}
