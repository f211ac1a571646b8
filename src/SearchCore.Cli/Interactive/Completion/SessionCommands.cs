namespace SearchCore.Cli.Interactive.Completion;

/// <summary>The commands of the interactive console.</summary>
internal sealed class SessionCommands : ICommandNames
{
    public IReadOnlyList<CommandName> All { get; } =
    [
        new(".against", "what hits are compared with", ArgumentKind.Query),
        new(".exit", "leave", ArgumentKind.None),
        new(".facets", "what to count beside the hits", ArgumentKind.Kinds),
        new(".help", "this console", ArgumentKind.Command),
        new(".history", "the last lines", ArgumentKind.None),
        new(".limit", "hits at a time", ArgumentKind.None),
        new(".more", "the next hits", ArgumentKind.None),
        new(".open", "read a hit", ArgumentKind.None),
        new(".quit", "leave", ArgumentKind.None),
        new(".select", "only articles with a value", ArgumentKind.Values),
        new(".significant", "what sets the hits apart", ArgumentKind.Kinds),
        new(".sort", "the order of hits", ArgumentKind.Sort),
        new(".stats", "the index in figures", ArgumentKind.None),
        new(".timeline", "matches over time", ArgumentKind.Units),
        new(".tour", "a short tour", ArgumentKind.None),
        new(".zone", "where days begin", ArgumentKind.Zone),
    ];
}
