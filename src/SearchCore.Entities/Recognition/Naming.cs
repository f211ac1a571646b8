using SearchCore.Articles;
using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>Gives each decided candidate its place in the text, its kind and its canonical name.</summary>
internal static class Naming
{
    /// <summary>No name made from a text is longer; in UTF-16 code units.</summary>
    private const int Longest = 200;

    /// <summary>
    /// A mention's kind and canonical name: those of the gazetteer where they fit the verdict, otherwise what the document says.
    /// </summary>
    public static (string Kind, string Name) Of(ReadOnlySpan<char> text, ref readonly Candidate candidate, Workspace workspace)
    {
        if (candidate is { Name: null, Entry: { } entry } && (candidate.Has(Features.User) || Agrees(entry, candidate.Verdict)))
        {
            return (entry.Kind, entry.Name);
        }

        var kind = candidate.Verdict switch
        {
            Verdict.Person => EntityKinds.Person,
            Verdict.Organization => EntityKinds.Organization,
            _ => EntityKinds.Place,
        };
        return (kind, candidate.Name ?? FromText(text, in candidate, workspace));
    }

    /// <summary>
    /// Where a candidate stands, the end exclusive. The period of "Corp." and "Jr." and the ending of "Moody's" belong to the name.
    /// </summary>
    public static (int Start, int End) Bounds(ReadOnlySpan<char> text, ref readonly Candidate candidate, Workspace workspace)
    {
        var tokens = workspace.Tokens;
        var start = tokens[candidate.First].Start;
        var end = tokens[candidate.End - 1].End;
        if (candidate.End < tokens.Count && EndsInPeriod(in tokens[candidate.End]) && end < text.Length && text[end] == '.')
        {
            end++;
        }

        if (candidate.Entry is { } entry && entry.Has(EntryFlags.Possessive)
            && tokens[candidate.End - 1].Has(TokenFlags.Possessive) && end + 2 <= text.Length)
        {
            end += 2;
        }

        return (start, end);
    }

    /// <summary>The name as the text writes it: one blank between words, in capitals only where it is no shouted line.</summary>
    public static string FromText(ReadOnlySpan<char> text, ref readonly Candidate candidate, Workspace workspace)
    {
        Span<char> name = stackalloc char[Longest];
        var named = candidate;
        named.End = candidate.Body;
        var (start, end) = Bounds(text, in named, workspace);
        var length = 0;
        var shouted = IsShouted(in candidate, workspace);
        var wordStart = true;
        var word = candidate.First;
        for (var i = start; i < end && length < Longest; i++)
        {
            var c = text[i];
            word += word + 1 < candidate.End && i >= workspace.Tokens[word].End ? 1 : 0;

            // Inside a word hyphens and blanks are those of a word broken at the end of a line.
            var inside = i > workspace.Tokens[word].Start && i < workspace.Tokens[word].End;
            if ((inside && (BrokenWord.MayBreak(c) || char.IsWhiteSpace(c))) || Folding.IsIgnorable(c))
            {
                continue;
            }

            if (char.IsWhiteSpace(c))
            {
                if (length > 0 && name[length - 1] != ' ')
                {
                    name[length++] = ' ';
                }

                wordStart = true;
                continue;
            }

            var apostrophe = c is '\'' or '\u2019';
            name[length++] = apostrophe ? '\'' : shouted && !wordStart ? char.ToLowerInvariant(c) : c;
            wordStart = !char.IsLetterOrDigit(c) && !apostrophe;
        }

        return workspace.Names.Get(name[..length].TrimEnd());
    }

    private static bool Agrees(Entry entry, Verdict verdict) => entry.Class switch
    {
        EntryClass.Person => verdict == Verdict.Person,
        EntryClass.Organization => verdict == Verdict.Organization,
        EntryClass.Place or EntryClass.Nationality => verdict == Verdict.Place,

        // Titles and things are in the gazetteer as what is no entity: they have neither a kind nor a name to give.
        _ => false,
    };

    // Several words in capitals, or one long one: short ones are acronyms, but for people's ("MR. HALE").
    private static bool IsShouted(ref readonly Candidate candidate, Workspace workspace)
    {
        var letters = 0;
        for (var i = candidate.First; i < candidate.End; i++)
        {
            ref var token = ref workspace.Tokens[i];
            if (token.Shape is Shape.Capitalized or Shape.Mixed or Shape.Lower)
            {
                return false;
            }

            letters += token.Shape == Shape.AllCaps ? token.Length : 0;
        }

        return letters > (candidate.Verdict == Verdict.Person ? 3 : 6)
            || (workspace.Tokens[candidate.First].Has(TokenFlags.Headline) && letters > 3);
    }

    private static bool EndsInPeriod(ref readonly TextToken next) => next.GapHas(Gap.Abbreviation) && !next.GapHas(Gap.Line | Gap.Quote);
}
