using System;
using System.Collections.Generic;

namespace PwshHost;

/// <summary>
/// The command line: `-nop -c 'echo a'` is NoProfile and Command "echo a".
/// </summary>
internal sealed class Options
{
	public string? Command { get; private set; }
	public string? File { get; private set; }
	public List<string> FileArguments { get; } = new();
	public string? Profile { get; private set; }
	public string? Directory { get; private set; }
	public bool NoProfile { get; private set; }
	public bool NoExit { get; private set; }
	public bool Version { get; private set; }

	/// <summary>Name, its shortest form, and what it does.</summary>
	private static readonly (string Name, int Shortest,
	    Action<Options, Queue<string>> Take)[] Table = {
		("command", 1, (o, rest) => o.TakeCommand(rest)),
		("executionpolicy", 2, (_, rest) => Value(rest)),
		("ep", 2, (_, rest) => Value(rest)),
		("file", 1, (o, rest) => o.TakeFile(Value(rest), rest)),
		("interactive", 1, (_, _) => { }),
		("login", 1, (_, _) => { }),
		("noexit", 3, (o, _) => o.NoExit = true),
		("nologo", 3, (_, _) => { }),
		("noninteractive", 4, (_, _) => { }),
		("noprofile", 3, (o, _) => o.NoProfile = true),
		("profile", 7, (o, rest) => o.Profile = Value(rest)),
		("version", 1, (o, _) => o.Version = true),
		("wd", 2, (o, rest) => o.Directory = Value(rest)),
		("workingdirectory", 1,
		    (o, rest) => o.Directory = Value(rest)),
	};

	public static Options
	Parse(string[] args)
	{
		var options = new Options();
		var rest = new Queue<string>(args);

		while (rest.TryDequeue(out string? arg))
			options.TakeOne(arg, rest);
		return options;
	}

	private void
	TakeOne(string arg, Queue<string> rest)
	{
		if (arg == "-")
			return;
		if (!arg.StartsWith('-')) {
			TakeFile(arg, rest);
			return;
		}
		string key = arg.TrimStart('-').ToLowerInvariant();
		foreach (var (name, shortest, take) in Table) {
			if (key.Length < shortest || !name.StartsWith(key))
				continue;
			take(this, rest);
			return;
		}
		throw new ArgumentException($"{arg}: no such option");
	}

	private void
	TakeCommand(Queue<string> rest)
	{
		string text = Value(rest);

		if (text != "-")
			Command = string.Join(' ', [text, .. rest]);
		rest.Clear();
	}

	private void
	TakeFile(string file, Queue<string> rest)
	{
		if (file != "-")
			File = file;
		FileArguments.AddRange(rest);
		rest.Clear();
	}

	private static string
	Value(Queue<string> rest)
	{
		return rest.TryDequeue(out string? value) ? value :
		    throw new ArgumentException("an option lacks its value");
	}
}
