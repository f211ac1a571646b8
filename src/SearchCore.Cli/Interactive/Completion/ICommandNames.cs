using SearchCore.Cli.Language;

namespace SearchCore.Cli.Interactive.Completion;

/// <summary>The dot commands that there are, as far as completion and the marking of mistakes need them.</summary>
internal interface ICommandNames
{
    /// <summary>The commands, in the order of their names.</summary>
    IReadOnlyList<CommandName> All { get; }

    /// <summary>Whether there is a command of this name, long or short.</summary>
    bool IsKnown(string name);

    /// <summary>The words that an argument can be, where they are a list; empty where they are not.</summary>
    IReadOnlyList<string> Words(ArgumentKind argument);
}

/// <summary>One dot command.</summary>
/// <param name="Name">What is typed, with its dot.</param>
/// <param name="Help">What it does, in a few words.</param>
/// <param name="Argument">What follows it.</param>
internal sealed record CommandName(string Name, string Help, ArgumentKind Argument);
