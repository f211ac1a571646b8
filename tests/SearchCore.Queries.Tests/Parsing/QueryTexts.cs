using System.Text;

namespace SearchCore.Queries.Tests.Parsing;

/// <summary>
/// Texts that somebody might type, or that nobody would: random characters, sentences of the grammar, and sentences spoiled.
/// </summary>
internal sealed class QueryTexts(int seed)
{
    private static readonly string[] Pieces =
    [
        "AND", "OR", "NOT", "&&", "||", "!", "+", "-", "--", "(", ")", "((", "))", "\"", "“", "”", "«", "[", "]", "{", "}", " TO ", "..",
        "date:", "published:", "after:", "before:", "on:", "person:",
        "entity:", "title:", "body:", "id:", "near:", "source:", "place:(", "org:", "url:", "site:", "url:(", "site:http://", "nosuch:",
        "titel:",
        "persn:", "*:", "*:*", ":", "::", "*", "?", "~", "^", "~1", "~2", "~0.7", "^2", "^0", "^1E-05", ".", "\\", "\\\\",
        "\\*", "/", "/S", "/P", "W/5", "w/3", "NEAR/2", "PRE/1", "NOT W/4", "NOT PRE/4", "W/", "PRE/", "W/0", "W/9999999999", "ATLEAST3 ",
        "ATLEAST0", "FIRST/50 ", "FIRST/", "/F50/", "/N3/", "same", "adj2", "near4",
        "atleast2", "hd=", "=", "=word", "=\"two words\"", "|", "| select place:(a, b)", "| facet person 20", "| limit 5", "| sort newest",
        "| boost recent 30d", "| boost recent 2", "| group source", "30d", "1.5", "-2", ",",
        "| fields id,title", "| timeline month", "date>=", "date<", "title>", ">", "<",
        "2017", "2017-12", "2017-Q4", "2017-W50", "2017-12-11", "2017-12-11T14:30", "[2017 TO 2018]", "[2018 TO 2017]", "{2017 TO 2017}",
        "[* TO *]", "2017..2018", "9999-12-31", "0001", "today", "last-30d", "\"last 30 days\"",
        "now", "now-1M/M", "now+99999y", "this-year", "word", "words", "the", "of", "wo*", "w?rd*", "ab*c?d*", "state-run",
        "http://example.org/a?b=c", "14:30", "C++", "AT&T", "é", "é", "İstanbul", "北京", "👩‍👩‍👧", "\uD800", "\uDC00",
        "\0", "\t", "\u00A0", "\u3000", "\u200B", "\u202E", "\uFFFF", "\uFFFE", "😀", "'s", "’", "&", ",", "#", "1e9",
        "99999999999999999999",
    ];

    private static readonly string[] Words =
        ["syria", "withdrawal", "the", "port", "state-run", "organise", "=organise", "withdr*", "te?t", "assad~1", "oil^2",
        "\"surprise visit\"", "\"a b\"~3", "“curly one”", "title:budget"];

    private static readonly string[] Filters =
        ["person:\"Vladimir Putin\"", "place:syria", "entity:put*", "source:Tass", "date:2017-12", "date:[2017 TO *]", "date>=2017-12-01",
            "after:2017", "2017-11..2018-01", "date:last-30d", "id:a1", "near:a1", "near:\"a b\"", "title:*", "place:(syria, new york)",
            "url:https://www.bbc.co.uk/~x?a=b*", "url:\"bbc.co.uk/news/*\"", "url:\"a/\\*\"", "site:bbc.co.uk", "url:(a.b/c, d.e)",
            "site:(bbc.co.uk OR cnn.com)", "site:*", "url:*", "url:a.b/*", "id:*"];

    private readonly Random random = new(seed);

    public string Next() => random.Next(10) switch
    {
        < 3 => Glued(),
        < 6 => Sentence(),
        < 9 => Spoiled(Sentence()),
        _ => Noise(),
    };

    /// <summary>A text of the grammar, all of which is understood.</summary>
    public string Sentence()
    {
        var text = new StringBuilder();
        Or(text, 0);
        if (random.Next(6) == 0)
        {
            text.Append(Pick(
                " | limit 5", " | facet person 20, place | sort newest", " | facet person 5 pu*, tag 2*",
                " | select place:(syria, \"new york\") | timeline week", " | fields id, title", " | boost recent 90min 0.5 | group source",
                " | boost recent:1y | boost recent 3w 1E-07", " | group author | sort oldest"));
        }

        return text.ToString();
    }

    private void Or(StringBuilder text, int depth)
    {
        And(text, depth);
        for (var more = random.Next(4) / 2; more > 0; more--)
        {
            text.Append(Pick(" OR ", " OR ", " || ", " OR +", " OR -"));
            And(text, depth);
        }
    }

    private void And(StringBuilder text, int depth)
    {
        Unary(text, depth);
        for (var more = random.Next(3); more > 0; more--)
        {
            text.Append(Pick(" AND ", " ", " ", " && "));
            Unary(text, depth);
        }
    }

    private void Unary(StringBuilder text, int depth)
    {
        text.Append(Pick("", "", "", "", "", "NOT ", "-", "+", "!", "NOT NOT "));
        if (random.Next(4) == 0)
        {
            Near(text, depth);
        }
        else if (depth < 4 && random.Next(4) == 0)
        {
            text.Append(Pick("", "", "", "title:", "body:")).Append('(');
            Or(text, depth + 1);
            text.Append(Pick(")", ")", ")", ")^2", " )"));
        }
        else
        {
            text.Append(random.Next(3) == 0
                ? Filters[random.Next(Filters.Length)] + Pick("", "", "", "", "^2")
                : Words[random.Next(Words.Length)]);
        }
    }

    private void Near(StringBuilder text, int depth)
    {
        Operand(text, depth);
        for (var more = random.Next(3); more > 0; more--)
        {
            text.Append(Pick(" W/5 ", " w/3 ", " NEAR/2 ", " PRE/1 ", " NOT W/4 ", " /S ", " /P ", " W/S ", " NOT /S "));
            Operand(text, depth);
        }
    }

    private void Operand(StringBuilder text, int depth)
    {
        text.Append(Pick("", "", "", "", "ATLEAST2 ", "FIRST/50 "));
        if (depth < 3 && random.Next(4) == 0)
        {
            text.Append('(');
            Operand(text, depth + 1);
            text.Append(" OR ");
            Operand(text, depth + 1);
            text.Append(')');
        }
        else
        {
            text.Append(Words[random.Next(Words.Length)]);
        }
    }

    private string Glued()
    {
        var text = new StringBuilder();
        if (random.Next(12) == 0)
        {
            var piece = Pieces[random.Next(Pieces.Length)];
            var times = random.Next(1, 9_000 / piece.Length);
            return text.Insert(0, piece + Pick("", " "), times).ToString();
        }

        for (var count = random.Next(24); count > 0; count--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]).Append(Pick("", " ", " "));
        }

        return text.ToString();
    }

    private string Spoiled(string text)
    {
        var spoiled = new StringBuilder(text);
        for (var times = random.Next(1, 4); times > 0 && spoiled.Length > 0; times--)
        {
            var at = random.Next(spoiled.Length);
            switch (random.Next(4))
            {
                case 0:
                    spoiled.Remove(at, Math.Min(spoiled.Length - at, random.Next(1, 6)));
                    break;
                case 1:
                    spoiled.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    spoiled[at] = (char)random.Next(32, 127);
                    break;
                default:
                    spoiled.Insert(at, spoiled.ToString(at, Math.Min(spoiled.Length - at, random.Next(1, 12))));
                    break;
            }
        }

        return spoiled.ToString();
    }

    private string Noise()
    {
        var length = random.Next(60);
        var text = new char[length];
        for (var i = 0; i < length; i++)
        {
            text[i] = random.Next(3) == 0 ? (char)random.Next(0x10000) : (char)random.Next(32, 127);
        }

        return new string(text);
    }

    private string Pick(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
