namespace SearchCore.Cli.Interactive.Completion;

/// <summary>The dot commands that there are, as far as completion and the marking of mistakes need them.</summary>
internal interface ICommandNames
{
    /// <summary>The commands, in the order in which they are shown.</summary>
    IReadOnlyList<CommandName> All { get; }
}

/// <summary>One dot command.</summary>
/// <param name="Name">What is typed, with its dot.</param>
/// <param name="Help">What it does, in a few words.</param>
/// <param name="Argument">What follows it.</param>
internal sealed record CommandName(string Name, string Help, ArgumentKind Argument);

/// <summary>What follows a command.</summary>
internal enum ArgumentKind
{
    /// <summary>Nothing, or nothing that can be completed.</summary>
    None,

    /// <summary>Kinds of facet, with commas between: <c>person,place</c>.</summary>
    Kinds,

    /// <summary>A kind and a value: <c>place=Syria</c>.</summary>
    Values,

    /// <summary>A unit of time, and a kind behind a colon: <c>month:person</c>.</summary>
    Units,

    /// <summary>An order of hits.</summary>
    Sort,

    /// <summary>A time zone.</summary>
    Zone,

    /// <summary>A file or a folder.</summary>
    File,

    /// <summary>The name of a command.</summary>
    Command,

    /// <summary>A query.</summary>
    Query,
}
