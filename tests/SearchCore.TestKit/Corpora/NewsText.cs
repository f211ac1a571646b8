using System.Globalization;
using System.Text;

using SearchCore.Articles;

namespace SearchCore.TestKit.Corpora;

/// <summary>
/// Writes one article's sentences: a walk over classes of words (content, function, number, name) with the measured steps.
/// </summary>
internal sealed class NewsText(SeededRandom random, NewsProfile profile, ArticleSubject subject, string[] functions, bool curly)
{
    private const int AddressesPerTenThousand = 17;
    private const int DashesPerThousand = 16;
    private const int FixedBlanksPerThousand = 30;

    private readonly StringBuilder text = new();
    private readonly HashSet<EntityName> introduced = [];
    private string lastFunction = "";
    private int lineStart;
    private int tokens;

    private enum WordClass
    {
        None,
        Content,
        Function,
        Number,
        Name,
    }

    /// <summary>A headline of so many tokens.</summary>
    public string Title(int length)
    {
        Begin();
        Words(length, capitalize: !profile.TitleInCapitals);
        var title = text.Replace('\n', ' ').ToString();
        return profile.TitleInCapitals ? title.ToUpperInvariant() : title;
    }

    /// <summary>Paragraphs of sentences, of about so many tokens.</summary>
    public string Body(int length)
    {
        Begin();
        while (tokens < length)
        {
            var paragraph = tokens;
            var goal = (profile.ParagraphLength / 3) + random.Below(profile.ParagraphLength);
            do
            {
                Sentence(Math.Max(
                    2, Math.Min(length - tokens, (int)random.LogNormal(profile.SentenceLength.Mean, profile.SentenceLength.Deviation))));
            }
            while (tokens < length && tokens - paragraph < goal);

            if (tokens < length)
            {
                text.Append(profile.ParagraphBreak);
                lineStart = text.Length;
            }
        }

        return text.ToString();
    }

    private void Begin()
    {
        text.Clear();
        introduced.Clear();
        (lineStart, tokens) = (0, 0);
    }

    private void Sentence(int length)
    {
        if (text.Length > lineStart)
        {
            if (profile.Modern)
            {
                text.Append('\u00A0');
            }

            Blank();
        }

        var quoted = random.PerMille(profile.QuotedSentences);
        if (quoted)
        {
            text.Append(curly ? '“' : '"');
        }

        Words(length, capitalize: false);
        text.Append(profile.Modern && random.PerMille(60) ? '?' : '.');
        if (quoted)
        {
            text.Append(curly ? '”' : '"');
        }
    }

    private void Words(int length, bool capitalize)
    {
        var previous = WordClass.None;
        for (var end = tokens + length; tokens < end;)
        {
            if (previous != WordClass.None)
            {
                Punctuation(previous);
                Blank();
            }

            var next = Step(previous);
            var at = text.Length;
            switch (next)
            {
                case WordClass.Content:
                    Content();
                    break;
                case WordClass.Function:
                    Function();
                    break;
                case WordClass.Number:
                    Number();
                    break;
                default:
                    Name();
                    break;
            }

            if (previous == WordClass.None || (capitalize && next == WordClass.Content))
            {
                text[at] = char.ToUpperInvariant(text[at]);
            }

            previous = next;
        }
    }

    private WordClass Step(WordClass previous)
    {
        var follow = previous switch
        {
            WordClass.None => profile.Start,
            WordClass.Content => profile.AfterContent,
            WordClass.Function => profile.AfterFunction,
            WordClass.Number => profile.AfterNumber,
            _ => profile.AfterName,
        };
        var point = random.Below(1000);
        return point < follow.Content ? WordClass.Content
            : point < follow.Content + follow.Function ? WordClass.Function
            : point < follow.Content + follow.Function + follow.Number ? WordClass.Number
            : WordClass.Name;
    }

    private void Content()
    {
        text.Append(subject.Word());
        tokens++;
        if (random.PerMille(profile.Hyphens))
        {
            text.Append('-').Append(subject.Word());
            tokens++;
        }
    }

    private void Function()
    {
        string word;
        do
        {
            word = functions[random.Below(functions.Length)];
        }
        while (word == lastFunction);

        lastFunction = word;
        var at = text.Length;
        text.Append(word);
        text.Replace('\'', Apostrophe, at, word.Length);
        if (word is "i" or "i'm")
        {
            text[at] = 'I';
        }

        tokens++;
    }

    private void Number()
    {
        var kind = random.Below(100);
        if (kind < 10 && profile.Modern)
        {
            text.Append('$');
        }

        _ = kind switch
        {
            < 35 => Digits(1 + random.Below(31)),
            < 60 => Digits(1980 + Math.Max(random.Below(46), random.Below(46))),
            < 75 => Digits(10 * (1 + random.Below(100))),
            < 88 => Digits(random.Below(100)).Append('.').Append((char)('0' + random.Below(10))).Append((char)('0' + random.Below(10))),
            _ => Digits(1 + random.Below(999)).Append(',').Append(random.Below(1000).ToString("D3", CultureInfo.InvariantCulture)),
        };
        tokens++;

        StringBuilder Digits(int number) => text.Append(CultureInfo.InvariantCulture, $"{number}");
    }

    private void Name()
    {
        var name = subject.Name();
        var first = introduced.Add(name);
        var shown = name.Name;
        if (name.Kind == EntityKinds.Person && !(first || random.PerMille(100)))
        {
            shown = shown[(shown.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        }
        else if (name.Kind == EntityKinds.Organization && !first && random.PerMille(500))
        {
            shown = shown.Split(' ')[0] is "National" ? shown.Split(' ')[1] : shown.Split(' ')[0];
        }

        text.Append(shown);
        tokens += 1 + shown.Count(c => c == ' ');
        if (random.PerMille(profile.Possessives))
        {
            text.Append(Apostrophe).Append('s');
        }
    }

    private void Punctuation(WordClass previous)
    {
        if (previous != WordClass.Function && random.PerMille(profile.Commas * 2))
        {
            text.Append(',');
        }
        else if (profile.Modern && random.PerMille(DashesPerThousand))
        {
            text.Append(" —");
        }
        else if (profile.Modern && random.Below(10_000) < AddressesPerTenThousand)
        {
            text.Append(CultureInfo.InvariantCulture,
                $" (https://www.{Lexicon.Word(random.Below(3000))}.example/{2015 + random.Below(10)}/{subject.Word()}-{subject.Word()})");
        }
    }

    private char Apostrophe => curly ? '’' : '\'';

    private void Blank()
    {
        if (text.Length - lineStart < profile.LineWidth - 4)
        {
            text.Append(profile.Modern && random.PerMille(FixedBlanksPerThousand) ? '\u00A0' : ' ');
            return;
        }

        text.Append('\n');
        lineStart = text.Length;
    }
}
