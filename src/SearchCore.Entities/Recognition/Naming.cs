using SearchCore.Articles;
using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>Gives each decided candidate its kind and canonical name.</summary>
internal static class Naming
{
    public static EntityMention Mention(ReadOnlySpan<char> text, ref Candidate candidate, Workspace workspace)
    {
        var (start, end) = Bounds(text, ref candidate, workspace);
        if (candidate.Entry is { } entry && (candidate.Has(Features.User) || Agrees(entry, candidate.Verdict)) && candidate.Name is null)
        {
            return new EntityMention(start, end, entry.Kind, entry.Name);
        }

        var kind = candidate.Verdict switch
        {
            Verdict.Person => EntityKinds.Person,
            Verdict.Organization => EntityKinds.Organization,
            _ => EntityKinds.Place,
        };
        return new EntityMention(start, end, kind, candidate.Name ?? FromText(text, ref candidate, workspace));
    }

    /// <summary>The name as the text writes it: one blank between words, in capitals only where it is no shouted line.</summary>
    public static string FromText(ReadOnlySpan<char> text, ref Candidate candidate, Workspace workspace)
    {
        const int Longest = 200;
        Span<char> name = stackalloc char[Longest];
        var (start, end) = Bounds(text, ref candidate, workspace);
        var length = 0;
        var shouted = IsShouted(ref candidate, workspace);
        var wordStart = true;
        foreach (var c in text[start..end])
        {
            if (Folding.IsIgnorable(c) && c < '\u0300' || length == Longest)
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

            name[length++] = c == '\u2019' ? '\'' : shouted && !wordStart ? char.ToLowerInvariant(c) : c;
            wordStart = !char.IsLetterOrDigit(c) && c is not ('\'' or '\u2019') || c == '.';
        }

        return workspace.Names.Get(name[..length].TrimEnd());
    }

    private static bool Agrees(Entry entry, Verdict verdict) => entry.Class switch
    {
        EntryClass.Person => verdict == Verdict.Person,
        EntryClass.Organization => verdict == Verdict.Organization,
        _ => verdict == Verdict.Place,
    };

    // Several words in capitals, or one long one: short ones are acronyms.
    private static bool IsShouted(ref Candidate candidate, Workspace workspace)
    {
        var letters = 0;
        for (var i = candidate.First; i < candidate.Last; i++)
        {
            ref var token = ref workspace.Tokens[i];
            if (token.Shape is Shape.Capitalized or Shape.Mixed or Shape.Lower)
            {
                return false;
            }

            letters += token.Shape == Shape.AllCaps ? token.End - token.Start : 0;
        }

        return letters > 6 || (workspace.Tokens[candidate.First].Has(TokenFlags.Headline) && letters > 3);
    }

    // The period of "Corp." and "Jr." and the ending of "Moody's" belong to the name.
    internal static (int Start, int End) Bounds(ReadOnlySpan<char> text, ref Candidate candidate, Workspace workspace)
    {
        var tokens = workspace.Tokens;
        int start = tokens[candidate.First].Start, end = tokens[candidate.Last - 1].End;
        if (candidate.Last < tokens.Count && tokens[candidate.Last].GapHas(Gap.Abbreviation) && !tokens[candidate.Last].GapHas(Gap.Line | Gap.Quote) && end < text.Length && text[end] == '.')
        {
            end++;
        }

        if (candidate.Entry is { } entry && entry.Has(EntryFlags.Possessive) && end + 2 <= text.Length)
        {
            end += 2;
        }

        return (start, end);
    }
}
