using System.Globalization;
using System.Text;
using System.Text.Json;

using SearchCore.Articles.Tests.Reading;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Articles.Tests.Formats.JsonLines;

/// <summary>Over random records, sound and not, our tokens are those of the library's reader, and so is where the first fault is.</summary>
public class JsonTokenizerTwinTests
{
    private static readonly string[] Pieces =
    [
        "a", "word ", "é", "“", "日本", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\t", "\\u00e9", "\\uD83D\\uDE00", "\\u0041", "\\uD83D",
        "\\u0000", "\\u009a", "\\u200b", "a long run of plain text, longer than a vector ",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "12", "-1.5", "1e9", "2.5E-3", "1E+400", "99999999999999999999", "[]", "{}", "[1, 2 ,\"x\"]",
        "{\"k\":{\"l\":[null]}}",
        "01", "1.", ".5", "1e", "-", "+1", "nul", "truex", "[1,]", "[,1]", "{\"k\"}", "{\"k\":}", "{1:2}", "[1 2]", "{\"k\":1,}", "[}",
        "{]", "'x'", "NaN",
    ];

    private static readonly string[] Faults =
        ["\\", "\\x", "\\u12", "\\u12G4", "\n", "\t", "\u0001", "\"", "\\u", "\\\"\"", "}", ",", "{", ":"];

    [Fact]
    public void Random_records_are_what_the_tokenizer_says()
    {
        var seed = (ulong)Environment.TickCount;
        var random = new SeededRandom(seed);
        var (read, malformed) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var line = Record(random);
            var result = ReadResult.Json(line);
            if (Fault(line) is { } fault)
            {
                malformed++;
                if (result.Rejected is [{ Code: RejectCodes.MalformedJson } reject])
                {
                    Assert.True(reject.Reason.StartsWith($"not JSON at byte {fault} of the record", StringComparison.Ordinal),
                        $"seed {seed}: {line}\n{reject.Reason}, not {fault}");
                }

                Assert.True(result.Articles.Count == 0, $"seed {seed}: taken: {line}");
            }
            else if (result.Articles is [var article])
            {
                read++;
                using var whole = JsonDocument.Parse(line);
                Assert.True(Same(whole, "title", article.Title) && Same(whole, "body", article.Body), $"seed {seed}: {line}");
                Assert.True(Same(whole, "source", article.Source), $"seed {seed}: {line}");
            }
        }

        Assert.True(read > 4_000 && malformed > 2_000, $"seed {seed}: {read} read, {malformed} malformed");
    }

    private static string Record(SeededRandom random)
    {
        var members = new List<string> { Member(random, "id", "\"a\"") };
        foreach (var name in new[] { "title", "body", "source", "mine" })
        {
            members.Add(Member(random, name, random.PerMille(950) ? Text(random) : "null"));
        }

        members.Add(Member(random, "value", Values[random.Below(Values.Length)]));

        var line = new StringBuilder("{" + string.Join(random.PerMille(900) ? "," : " ,", members.OrderBy(_ => random.Next())) + "}");
        if (random.PerMille(300))
        {
            line.Remove(random.Below(line.Length), 1);
        }

        if (random.PerMille(200))
        {
            line.Insert(random.Below(line.Length), Faults[random.Below(Faults.Length)]);
        }

        // One record is one line, and half a pair is no text to write as UTF-8.
        return line.ToString().Replace('\n', ' ') is var text && text.EnumerateRunes().All(r => r != Rune.ReplacementChar) ? text : "{}";
    }

    private static string Member(SeededRandom random, string name, string value) =>
        $"\"{name}\"{(random.PerMille(100) ? " " : "")}:{(random.PerMille(300) ? " \t" : "")}{value}";

    private static string Text(SeededRandom random)
    {
        var text = new StringBuilder("\"");
        for (var i = random.Below(12); i >= 0; i--)
        {
            text.Append(random.PerMille(990) ? Pieces[random.Below(Pieces.Length)] : Faults[random.Below(Faults.Length)]);
        }

        return text.Append('"').ToString();
    }

    private static long? Fault(string line)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line), new JsonReaderOptions { MaxDepth = 65 });
        try
        {
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException e)
        {
            return e.BytePositionInLine;
        }
    }

    private static bool Same(JsonDocument whole, string name, string? text)
    {
        if (!whole.RootElement.TryGetProperty(name, out var member))
        {
            return text is null;
        }

        string? expected;
        try
        {
            expected = member.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: the library does not say what it would be.
            return true;
        }

        expected = expected?.Replace('\0', '\uFFFD');
        return (expected is null || IsBlank(expected) ? null : expected) == text;
    }

    // Texts of nothing but white space and characters that do not show count as absent (ArticleRules).
    private static bool IsBlank(string text) => text.EnumerateRunes().All(r =>
        Rune.IsWhiteSpace(r) || Rune.GetUnicodeCategory(r) is UnicodeCategory.Control or UnicodeCategory.Format);
}
