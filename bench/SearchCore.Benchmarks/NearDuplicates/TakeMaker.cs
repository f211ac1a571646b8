using System.Globalization;

namespace SearchCore.Benchmarks.NearDuplicates;

/// <summary>
/// Makes another take of a real article, as wires and newspapers do: bylines and sign-offs added, the lead rewritten, paragraphs cut from
/// the end or the middle, letters misread by a scanner; and what looks like one and is none, the same report with other figures.
/// </summary>
/// <param name="random">Decides; of one seed come the same takes.</param>
/// <param name="others">Bodies to take foreign words from.</param>
internal sealed class TakeMaker(Random random, IReadOnlyList<string> others)
{
    private static readonly string[] Bylines =
    [
        "By our own correspondent", "From our staff and agencies", "(Adds details, background)", "Filed from the city desk, second edition",
        "BY A STAFF REPORTER", "Updated throughout; recasts first paragraph",
    ];

    private static readonly string[] SignOffs =
    [
        "Additional reporting by the foreign desk; editing by the night editor", "(c) The news agency. All rights reserved.",
        "REUTER 3", "ends", "More to follow. Click here to read the whole story.",
    ];

    private static readonly (string From, string To)[] Misread =
        [("rn", "m"), ("m", "rn"), ("e", "c"), ("l", "1"), ("o", "0"), ("h", "b"), ("i", "l"), ("u", "n"), ("s", "5"), ("a", "o")];

    /// <summary>The kinds of takes.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["byline", "lead", "cut", "scan", "mixed"];

    /// <summary>A take of a kind.</summary>
    public string Take(string kind, string body) => kind switch
    {
        "byline" => Byline(body),
        "lead" => Lead(body),
        "cut" => Cut(body, 0.05 + (random.NextDouble() * 0.2)),
        "scan" => Scan(body, 0.01 + (random.NextDouble() * 0.02)),
        _ => Scan(Cut(Byline(body), 0.05 + (random.NextDouble() * 0.05)), 0.01),
    };

    /// <summary>The same text with other figures, as next week's report has them; null where it has too few to be a report.</summary>
    public string? NextWeek(string body)
    {
        var words = Words(body);
        var figures = 0;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Any(char.IsAsciiDigit))
            {
                figures++;
                words[i] = string.Concat(words[i].Select(c => char.IsAsciiDigit(c) ? (char)('0' + random.Next(10)) : c));
            }
        }

        return figures >= 10 && figures * 10 >= words.Length ? string.Join(' ', words) : null;
    }

    private string Byline(string body) =>
        $"{Bylines[random.Next(Bylines.Length)]}\n{body}\n{SignOffs[random.Next(SignOffs.Length)]}";

    // The first sentence told anew: half of its words others.
    private string Lead(string body)
    {
        var end = body.IndexOf(". ", StringComparison.Ordinal);
        end = end < 0 ? body.Length / 5 : Math.Min(end, body.Length / 5);
        var lead = Words(body[..end]);
        var foreign = Words(others[random.Next(others.Count)]);
        for (var i = 0; i < lead.Length; i++)
        {
            lead[i] = random.Next(2) == 0 && foreign.Length > 0 ? foreign[random.Next(foreign.Length)] : lead[i];
        }

        return string.Join(' ', lead) + body[end..];
    }

    private string Cut(string body, double part)
    {
        var words = Words(body);
        var length = (int)(words.Length * part);
        var at = random.Next(2) == 0 ? words.Length - length : random.Next(words.Length - length + 1);
        return string.Join(' ', [.. words[..at], .. words[(at + length)..]]);
    }

    private string Scan(string body, double part)
    {
        var words = Words(body);
        for (var i = 0; i < words.Length; i++)
        {
            if (random.NextDouble() < part)
            {
                var (from, to) = Misread[random.Next(Misread.Length)];
                words[i] = words[i].Contains(from, StringComparison.Ordinal)
                    ? words[i].Replace(from, to, StringComparison.Ordinal)
                    : words[i][..(words[i].Length / 2)] + " " + words[i][(words[i].Length / 2)..];
            }
        }

        return string.Join(' ', words);
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A number in words and figures as reports write it.</summary>
    public static string Figure(Random random, int most) => random.Next(1, most).ToString("N0", CultureInfo.InvariantCulture);
}
