using System.CommandLine;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Entities;

namespace SearchCore.Cli.Commands;

/// <summary>Who, where and which bodies texts mention.</summary>
internal sealed class EntitiesVerb : Verb
{
    private readonly Argument<string> file =
        new("FILE") { Description = "JSON lines with id and text, or title and body; - is standard input" };
    private readonly RecognizerOption gazetteer = new();
    private readonly Option<bool> nationalities = new("--nationalities")
    {
        Description =
            "count nationalities and languages as their places, as indexing does:\nTurkish is Turkey (default: names proper, "
            + "as marked-up corpora count)",
    };

    public override string Name => "entities";

    public override string Summary => "recognize people, organizations and places in texts";

    public override string Teaching => """
        Each line gives {"id":"…","mentions":[{"start":0,"end":14,"kind":"person","name":"Vladimir Putin"}]}. Offsets are UTF-16
        units of text; where an article comes with title and body, of the title, an empty line and the body.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("entities articles.jsonl > mentions.jsonl", "one line of mentions for each article"),
        ("entities - < texts.jsonl", "from another program"),
        ("entities articles.jsonl --gazetteer mine.jsonl", "with people, ships, laws of your own"),
    ];

    public override IReadOnlyList<Argument> Arguments => [file];

    public override IReadOnlyList<Option> Options => [gazetteer.Option, nationalities];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var name = line.GetRequiredValue(file);
        var recognizer = gazetteer.Recognizer(line, shell, line.GetValue(nationalities));
        using var stream = name == "-" ? shell.In : ByteLines.OpenFile(shell.Full(name));
        var mentions = new List<EntityMention>();
        var code = ExitCode.Done;
        var number = 0;
        foreach (var bytes in ByteLines.Read(stream))
        {
            shell.Cancellation.ThrowIfCancellationRequested();
            number++;
            if (bytes is { } blank && IsBlank(blank.Span))
            {
                continue;
            }

            string reason = "the line is longer than " + Amounts.Bytes(ByteLines.MaxBytes);
            if (bytes is not { } content || !TextRecord.TryRead(content.Span, out var record, out reason))
            {
                shell.Error.WriteLine($"rejected: {SafeText.Line(name)}, line {number}: {SafeText.Line(reason)}");
                code = ExitCode.Rejected;
                continue;
            }

            mentions.Clear();
            recognizer.Recognize(record.Text, mentions);
            Print(shell.Out, record.Id, mentions);
        }

        return code;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;

    private static void Print(TextWriter output, string id, List<EntityMention> mentions) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteStartArray("mentions"u8);
        foreach (var mention in mentions)
        {
            json.WriteStartObject();
            json.WriteNumber("start"u8, mention.Start);
            json.WriteNumber("end"u8, mention.End);
            json.WriteString("kind"u8, mention.Kind);
            json.WriteString("name"u8, mention.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
