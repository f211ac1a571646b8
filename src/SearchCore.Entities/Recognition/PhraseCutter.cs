using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>Cuts a chunk of capitalized words, free of titles and dates, into candidates by known phrases, heads and tails.</summary>
internal readonly ref struct PhraseCutter(Gazetteer gazetteer, Workspace workspace)
{
    private readonly TokenList tokens = workspace.Tokens;

    /// <summary>Adds the first candidate of the chunk; gives the word behind it.</summary>
    /// <param name="p">The chunk's first word.</param>
    /// <param name="stop">The word behind the chunk's last one.</param>
    /// <param name="match">The longest phrase of the gazetteer at the first word.</param>
    /// <param name="marks">What is known of the chunk already.</param>
    public int Cut(int p, int stop, Match match, Features marks)
    {
        var q = stop;
        while (q > p + 1 && !tokens[q - 1].Has(TokenFlags.Name))
        {
            q--;
        }

        // Heads with "of": University of California, Carnegie Endowment for International Peace, Gulf of Carpentaria.
        var last = Of(q - 1);
        var known = match.Length >= q - p;
        if ((last & (Traits.OrgHead | Traits.PlaceOf)) != 0 && match.Length < 2 && !(known && match.Entry!.Class == EntryClass.Nationality)
            && TryOf(q, out var behind))
        {
            var place = (last & Traits.PlaceOf) != 0 && (last & Traits.OrgHead) == 0;
            return Add(p, behind, null, marks | (place ? Features.PlacePattern : Features.OrganizationPattern));
        }

        if (known)
        {
            return Known(p, match, marks);
        }

        var length = q - p;
        var belongs = (last & Traits.OrgTail) != 0 && (last & Traits.GovernmentTail) == 0 && match.Length == 1;
        if (match.Entry is { Class: EntryClass.Nationality or EntryClass.Thing })
        {
            if (!belongs && (last & Traits.Generic) == 0)
            {
                return Known(p, match, marks);
            }
        }
        else
        {
            belongs = match.Entry is { Class: EntryClass.Place } && (last & Traits.OrgTail) != 0 && !tokens[p].Has(TokenFlags.Headline);
        }

        // "U.S. Justice Department" is the Justice Department in words of its own.
        if (match.Entry is { Class: EntryClass.Place } && length > match.Length)
        {
            var body = gazetteer.Longest(tokens, p + match.Length, Math.Min(tokens.Count, q + 8));
            if (body.Entry is { Class: EntryClass.Organization } && body.Length > 1 && p + match.Length + body.Length >= q)
            {
                return Add(p, p + match.Length + body.Length, body.Entry, marks | Features.OrganizationPattern);
            }
        }

        if (length >= 2 && (last & Traits.Generic) != 0)
        {
            return Add(p, q, null, marks | Features.GenericPattern);
        }

        var split = belongs ? -1 : KnownInside(p, q);
        if (split > p)
        {
            q = split;
        }

        length = q - p;
        last = Of(q - 1);
        var personal = length == 2 && (Of(p) & Traits.Given) != 0 && (last & Traits.Surname) != 0;
        if (length >= 2 && (last & Traits.OrgTail) != 0 && !personal)
        {
            return Add(p, q, null, marks | Features.OrganizationPattern);
        }

        if (length >= 2 && (last & Traits.PlaceTail) != 0 && !personal)
        {
            return Add(p, q, null, marks | Features.PlacePattern);
        }

        if (length >= 2 && (Of(p) & Traits.PlaceHead) != 0 && match.Length < 2)
        {
            return Add(p, q, null, marks | Features.PlacePattern);
        }

        if (match.Entry is not null && (match.Length >= 2 || !MayLead(p, q, match, marks)))
        {
            return Known(p, match, marks);
        }

        if (match.Entry is { Class: EntryClass.Place })
        {
            marks |= Features.HoldsPlace;
        }

        return Add(p, q, null, marks);
    }

    // Whether a known word leads a longer name: "Jordan Smith", "Boston Scientific", but not "Moscow Putin".
    private bool MayLead(int p, int q, Match match, Features marks)
    {
        if ((marks & Features.AfterTitle) != 0 || match.Entry!.Class == EntryClass.Title)
        {
            return true;
        }

        var first = Of(p);
        var second = Of(p + 1);
        if (match.Entry.Class == EntryClass.Person)
        {
            return true;
        }

        if ((first & Traits.Given) != 0)
        {
            return true;
        }

        if (match.Entry.Class == EntryClass.Nationality)
        {
            return false;
        }

        if (match.Entry.Has(EntryFlags.Weak))
        {
            return true;
        }

        return tokens[p].Shape == tokens[p + 1].Shape && (second & Traits.Given) == 0 && !tokens[p].Has(TokenFlags.Headline | TokenFlags.Table);
    }

    // The first place in a chunk, behind its first word, where a surely known phrase of several words or a nationality begins.
    private int KnownInside(int p, int q)
    {
        for (var i = p + 1; i < q; i++)
        {
            if (!tokens[i].Has(TokenFlags.Name))
            {
                continue;
            }

            var match = gazetteer.Longest(tokens, i, Math.Min(tokens.Count, q + 8));
            if (match.Entry is { Class: not EntryClass.Title } entry && (match.Length >= 2 || entry.Class is EntryClass.Nationality or EntryClass.Thing)
                && (Of(i) & Traits.Surname) == 0 && !entry.Has(EntryFlags.Weak))
            {
                return i;
            }
        }

        return -1;
    }

    // "of", "for", "on" behind a head, an article, then capitalized words, "and" between them.
    private bool TryOf(int q, out int behind)
    {
        behind = q;
        if (q >= tokens.Count || tokens[q - 1].Has(TokenFlags.Possessive) || tokens[q].Shape != Shape.Lower || !Joins(q)
            || (Of(q) & (Traits.Of | Traits.For)) == 0)
        {
            return false;
        }

        var isFor = (Of(q) & Traits.For) != 0;
        if (isFor && (Of(q - 1) & Traits.OrgHead) == 0)
        {
            return false;
        }

        var i = q + 1;
        if (i < tokens.Count && tokens[i].Shape == Shape.Lower && (Of(i) & Traits.Article) != 0 && Joins(i))
        {
            i++;
        }

        var first = i;
        while (i < tokens.Count && i - first < 8 && Joins(i))
        {
            if (tokens[i].Has(TokenFlags.Name) && (Of(i) & Traits.Calendar) == 0)
            {
                i++;
                if (tokens[i - 1].Has(TokenFlags.Possessive))
                {
                    break;
                }

                continue;
            }

            var links = i > first && tokens[i].Shape == Shape.Lower && (Of(i) & (Traits.And | Traits.Of | Traits.For)) != 0 && i + 1 < tokens.Count
                && tokens[i + 1].Has(TokenFlags.Name) && Joins(i + 1) && (Of(i + 1) & Traits.Common) != 0;
            if (!links)
            {
                break;
            }

            i++;
        }

        if (i == first)
        {
            return false;
        }

        behind = i;
        return true;
    }

    private bool Joins(int i) => (tokens[i].Gap & ~(Gap.Space | Gap.Hyphen | Gap.Abbreviation | Gap.Ampersand | (workspace.Wrapped ? Gap.Line : 0))) == 0;

    private int Known(int p, Match match, Features marks) => Add(p, p + match.Length, match.Entry, marks);

    private int Add(int p, int q, Entry? entry, Features marks)
    {
        workspace.Candidates.Add(p, q, entry, marks);
        return q;
    }

    private Traits Of(int i) => tokens[i].Traits;
}
