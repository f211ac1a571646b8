using SearchCore.Cli.Exporting;
using SearchCore.Cli.Language;
using SearchCore.Cli.Output;

namespace SearchCore.Cli.Interactive.Completion;

/// <summary>The commands of the table.</summary>
/// <param name="saved">The names of saved searches.</param>
internal sealed class TableCommands(Func<IEnumerable<string>> saved) : ICommandNames
{
    public IReadOnlyList<CommandName> All { get; } =
    [
        .. CommandTable.Names.Select(c => new CommandName(c.Name, c.Summary, c.Argument)).OrderBy(c => c.Name, StringComparer.Ordinal),
    ];

    public bool IsKnown(string name) => CommandTable.All.Any(c => c.IsCalled(name));

    public IReadOnlyList<string> Words(ArgumentKind argument) => argument switch
    {
        ArgumentKind.Format => [.. Target.Formats.Select(Target.Name)],
        ArgumentKind.Columns => ListStyle.Known,
        ArgumentKind.Bars => ["count", "share"],
        ArgumentKind.Switch => ["on", "off"],
        ArgumentKind.Dialect => ["searchcore", "lucene", "factiva", "plain"],
        ArgumentKind.Topic => [.. HelpText.Topics.Select(t => t.Name)],
        ArgumentKind.Saved => [.. saved()],
        _ => [],
    };
}
