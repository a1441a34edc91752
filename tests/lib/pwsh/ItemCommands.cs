using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Provider;

namespace PwshHost;

public enum PathKind { Any, Container, Leaf }

[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = ByPath)]
public sealed class TestPathCommand : PathCommand
{
	[Parameter]
	[Alias("Type")]
	public PathKind PathType { get; set; }

	protected override void
	Process(string path)
	{
		string pattern = Literal ? WildcardPattern.Escape(path) : path;
		ItemCmdletProviderIntrinsics item = InvokeProvider.Item;

		if (path == "" || !item.Exists(path, true, Literal))
			WriteObject(false);
		else if (PathType == PathKind.Any)
			WriteObject(true);
		else
			WriteObject(item.IsContainer(pattern) ==
			    (PathType == PathKind.Container));
	}
}

[Cmdlet(VerbsCommon.Get, "Item", DefaultParameterSetName = ByPath)]
public sealed class GetItemCommand : PathCommand
{
	protected override void
	Process(string path)
	{
		WriteObject(InvokeProvider.Item.Get([path], Force, Literal),
		    true);
	}
}

[Cmdlet(VerbsCommon.Get, "ChildItem", DefaultParameterSetName = "Items")]
public sealed class GetChildItemCommand : PSCmdlet
{
	[Parameter(ParameterSetName = "Items", Position = 0,
	    ValueFromPipeline = true)]
	public string Path { get; set; } = ".";

	[Parameter(ParameterSetName = "LiteralItems", Mandatory = true)]
	[Alias("PSPath", "LP")]
	public string? LiteralPath { get; set; }

	[Parameter]
	public SwitchParameter Recurse { get; set; }

	[Parameter]
	public SwitchParameter Force { get; set; }

	protected override void
	ProcessRecord()
	{
		this.Try(() => WriteObject(InvokeProvider.ChildItem.Get(
		    [LiteralPath ?? Path], Recurse, uint.MaxValue, Force,
		    LiteralPath is not null), true));
	}
}

[Cmdlet(VerbsCommon.New, "Item")]
public sealed class NewItemCommand : PSCmdlet
{
	[Parameter(Mandatory = true, Position = 0)]
	public string[] Path { get; set; } = [];

	[Parameter]
	[Alias("Type")]
	public string? ItemType { get; set; }

	[Parameter]
	[Alias("Target")]
	public object? Value { get; set; }

	[Parameter]
	public SwitchParameter Force { get; set; }

	protected override void
	ProcessRecord()
	{
		this.Try(() => WriteObject(InvokeProvider.Item.New(Path, "",
		    ItemType ?? "", Value, Force), true));
	}
}

[Cmdlet(VerbsCommon.Set, "Item", DefaultParameterSetName = ByPath)]
public sealed class SetItemCommand : PathCommand
{
	[Parameter(Position = 1)]
	public object? Value { get; set; }

	protected override void
	Process(string path)
	{
		InvokeProvider.Item.Set([path], Value, Force, Literal);
	}
}

[Cmdlet(VerbsCommon.Copy, "Item", DefaultParameterSetName = ByPath)]
public sealed class CopyItemCommand : PathCommand
{
	[Parameter(Mandatory = true, Position = 1)]
	public string Destination { get; set; } = "";

	[Parameter]
	public SwitchParameter Recurse { get; set; }

	protected override void
	Process(string path)
	{
		InvokeProvider.Item.Copy([path], Destination, Recurse,
		    CopyContainers.CopyTargetContainer, Force, Literal);
	}
}

[Cmdlet(VerbsCommon.Remove, "Item", DefaultParameterSetName = ByPath)]
public sealed class RemoveItemCommand : PathCommand
{
	[Parameter]
	public SwitchParameter Recurse { get; set; }

	protected override void
	Process(string path)
	{
		InvokeProvider.Item.Remove([path], Recurse, Force, Literal);
	}
}

[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = ByPath)]
public sealed class GetContentCommand : PathCommand
{
	[Parameter]
	public SwitchParameter Raw { get; set; }

	protected override void
	Process(string path)
	{
		var content = InvokeProvider.Content;

		foreach (IContentReader reader in
		    content.GetReader([path], Force, Literal)) {
			using (reader)
				Copy(reader);
		}
	}

	private void
	Copy(IContentReader reader)
	{
		var all = new List<string>();

		for (IList got = reader.Read(1); got.Count > 0;
		    got = reader.Read(1)) {
			if (Raw)
				all.Add(got[0]?.ToString() ?? "");
			else
				WriteObject(got, true);
		}
		if (Raw)
			WriteObject(string.Join('\n', all));
	}
}

[Cmdlet(VerbsCommon.Set, "Content", DefaultParameterSetName = ByPath)]
public sealed class SetContentCommand : PathCommand
{
	[Parameter(Mandatory = true, Position = 1)]
	[AllowNull]
	[AllowEmptyCollection]
	public object[]? Value { get; set; }

	protected override void
	Process(string path)
	{
		var content = InvokeProvider.Content;
		bool there = InvokeProvider.Item.Exists(path, true, Literal);

		if (there)
			content.Clear([path], Force, Literal);
		foreach (IContentWriter writer in
		    content.GetWriter([path], Force, Literal)) {
			using (writer) {
				writer.Write(Value ?? []);
				writer.Close();
			}
		}
	}
}
