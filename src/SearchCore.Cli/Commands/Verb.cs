using System.CommandLine;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>One thing the console does: its words for the command line and for the help, and the doing.</summary>
internal abstract class Verb
{
    /// <summary>What is typed.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in a few words.</summary>
    public abstract string Summary { get; }

    /// <summary>Calls worth copying, each with what it does.</summary>
    public abstract IReadOnlyList<(string Call, string Meaning)> Examples { get; }

    /// <summary>What else the help should teach; lines of at most 100 characters.</summary>
    public virtual string Teaching => "";

    /// <summary>Its arguments, in order.</summary>
    public virtual IReadOnlyList<Argument> Arguments => [];

    /// <summary>Its options, in the order of the help.</summary>
    public abstract IReadOnlyList<Option> Options { get; }

    /// <summary>Does it.</summary>
    public abstract ExitCode Run(ParseResult line, Shell shell);
}
