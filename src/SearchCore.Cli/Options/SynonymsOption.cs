using System.CommandLine;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Options;

/// <summary>The option that names a file of synonyms.</summary>
internal sealed class SynonymsOption
{
    private readonly Option<string?> file = new("--synonyms")
    {
        HelpName = "FILE",
        Description =
            "words searched as others too: 'car, automobile' for each other,\n"
            + "'heart attack => myocardial infarction' one way; # comments",
    };

    public Option Option => file;

    /// <summary>The synonyms asked for; null for none.</summary>
    /// <exception cref="UsageException">The file has a fault; the message names its line.</exception>
    public Synonyms? Read(ParseResult line, Shell shell)
    {
        if (line.GetValue(file) is not { } path)
        {
            return null;
        }

        try
        {
            using var reader = new StreamReader(ByteLines.OpenFile(shell.Full(path)));
            return Synonyms.Read(reader);
        }
        catch (FormatException e)
        {
            throw new UsageException($"{SafeText.Line(path)}: {SafeText.Line(e.Message)}");
        }
    }
}
