using System.CommandLine;

using SearchCore.Cli.Terminal;
using SearchCore.Entities;

namespace SearchCore.Cli.Options;

/// <summary>The option for entities of the user's own, and the recognizer it asks for.</summary>
internal sealed class RecognizerOption
{
    private readonly Option<string[]> files = new("--gazetteer")
    {
        HelpName = "FILE",
        Description =
            "entities and aliases of your own, which win over the built-in ones; JSON "
            + "lines\n{\"kind\":\"person\",\"name\":\"…\",\"aliases\":[\"…\"]}; of several files later ones win",
    };

    public Option Option => files;

    /// <summary>Whether files were named.</summary>
    public bool IsGiven(ParseResult line) => line.GetValue(files) is { Length: > 0 };

    /// <summary>The recognizer asked for.</summary>
    /// <exception cref="UsageException">A file has a fault; the message names its line.</exception>
    public IEntityRecognizer Recognizer(ParseResult line, Shell shell, bool nationalities = true)
    {
        var entries = new List<GazetteerEntry>();
        foreach (var file in line.GetValue(files) ?? [])
        {
            try
            {
                using var stream = ByteLines.OpenFile(shell.Full(file));
                entries.AddRange(GazetteerEntry.ReadJsonLines(stream));
            }
            catch (FormatException e)
            {
                throw new UsageException($"{SafeText.Line(file)}: {SafeText.Line(e.Message)}");
            }
        }

        return entries.Count == 0 && nationalities
            ? EntityRecognizer.Default
            : EntityRecognizer.Create(new RecognizerOptions
            {
                Nationalities = nationalities,
                GivenNames = !nationalities,
                Gazetteer = entries,
            });
    }
}
