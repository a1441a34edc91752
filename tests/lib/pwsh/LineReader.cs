using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace PwshHost;

/// <summary>What came of reading: a line, or the reason for none.</summary>
internal enum Answer { Line, End, Interrupted }

/// <summary>
/// Lines from descriptor 0. It reads one byte at a time and only while a line
/// is asked for, so the rest is left to the programs that the line starts.
/// </summary>
internal sealed class LineReader
{
	private readonly BlockingCollection<(Answer, string)> answers = new();
	private readonly SemaphoreSlim wanted = new(0);
	private readonly FileStream input = new(
	    new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, 0);
	private bool asked;

	public LineReader()
	{
		new Thread(Serve) { IsBackground = true }.Start();
	}

	/// <summary>
	/// Waits for a line or for Interrupt. A read once begun cannot be
	/// taken back: the next call waits for the same one.
	/// </summary>
	public Answer
	Read(out string line)
	{
		if (!asked)
			wanted.Release();
		(Answer answer, line) = answers.Take();
		asked = answer == Answer.Interrupted;
		return answer;
	}

	public void
	Interrupt()
	{
		answers.Add((Answer.Interrupted, ""));
	}

	private void
	Serve()
	{
		for (;;) {
			wanted.Wait();
			answers.Add(ReadOne());
		}
	}

	private (Answer, string)
	ReadOne()
	{
		var bytes = new List<byte>();
		int c;

		while ((c = ReadByte()) >= 0 && c != '\n')
			bytes.Add((byte)c);
		if (c < 0 && bytes.Count == 0)
			return (Answer.End, "");
		string line = Encoding.UTF8.GetString(bytes.ToArray());
		return (Answer.Line, line.TrimEnd('\r'));
	}

	private int
	ReadByte()
	{
		try {
			return input.ReadByte();
		} catch (IOException) {
			/* The terminal is gone: EIO. */
			return -1;
		}
	}
}
