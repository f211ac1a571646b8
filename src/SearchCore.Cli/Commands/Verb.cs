using System.CommandLine;

using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;
using SearchCore.Entities;

namespace SearchCore.Cli.Commands;

/// <summary>One thing the console does: its words for the command line and for the help, and the doing.</summary>
internal abstract class Verb
{
    /// <summary>What is typed.</summary>
    public abstract string Name { get; }

    /// <summary>How it is called, before its arguments.</summary>
    public virtual string Call => $"searchcore {Name}";

    /// <summary>What it does, in a few words.</summary>
    public abstract string Summary { get; }

    /// <summary>Calls worth copying, each with what it does.</summary>
    public abstract IReadOnlyList<(string Call, string Meaning)> Examples { get; }

    /// <summary>What else the help should teach; lines of at most 100 characters.</summary>
    public virtual string Teaching => "";

    /// <summary>Whether its words are for another program to understand, options too.</summary>
    public virtual bool IsForAnotherProgram => false;

    /// <summary>Its arguments, in order.</summary>
    public virtual IReadOnlyList<Argument> Arguments => [];

    /// <summary>Its options, in the order of the help.</summary>
    public abstract IReadOnlyList<Option> Options { get; }

    /// <summary>The index that the session which runs the verb has open; null where it is a command of its own.</summary>
    public HeldIndex? Held { get; set; }

    /// <summary>Does it.</summary>
    public abstract ExitCode Run(ParseResult line, Shell shell);

    /// <summary>Opens what is to be searched: the session's index where that is meant, else the folders, several as one.</summary>
    /// <param name="asked">The folders asked for; null or none for the default.</param>
    /// <param name="shell">What stands around.</param>
    /// <param name="recognizer">Whose aliases find entities by their names; null for none.</param>
    /// <param name="synonyms">What queries read as something else too; null for nothing.</param>
    protected OpenedIndexes Open(string[]? asked, Shell shell, IEntityRecognizer? recognizer = null, Synonyms? synonyms = null)
    {
        if (Held is { } held && synonyms is null && (asked is null || asked.Length <= 1))
        {
            var folder = asked is [var only] ? DefaultIndex.Resolve(only, shell) : null;
            if (held.Lend(folder, recognizer) is { } lent)
            {
                return lent;
            }
        }

        return DefaultIndex.OpenAllForReading(asked, shell, recognizer, synonyms);
    }
}
