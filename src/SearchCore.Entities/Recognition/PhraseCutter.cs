using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>Cuts a chunk of capitalized words, free of titles and dates, into candidates by known phrases, heads and tails.</summary>
internal readonly ref struct PhraseCutter(Gazetteer gazetteer, Workspace workspace)
{
    /// <summary>A known phrase may begin in a chunk and end so many words after it.</summary>
    private const int Overhang = 8;

    private readonly TokenList tokens = workspace.Tokens;
    private readonly CandidateList candidates = workspace.Candidates;

    /// <summary>Adds the first candidate of a chunk; gives the word after it.</summary>
    /// <param name="first">The chunk's first word.</param>
    /// <param name="end">The word after the chunk's last one.</param>
    /// <param name="known">The longest phrase of the gazetteer at the first word; never a title.</param>
    /// <param name="seen">What is known of the chunk already.</param>
    public int Cut(int first, int end, PhraseMatch known, Features seen)
    {
        var whole = new Chunk(first, NamesEnd(first, end), known, seen);
        var cut = DepartmentOfPlace(whole)
            ?? HeadWithOf(whole)
            ?? KnownAsWhole(whole)
            ?? KnownNoPartOfMore(whole)
            ?? Generic(whole);
        if (cut is not null)
        {
            return cut.Value;
        }

        var chunk = whole with { End = IsOfOrganization(whole) ? whole.End : KnownInside(whole) };
        return OrganizationTail(chunk)
            ?? PlaceTail(chunk)
            ?? PlaceHead(chunk)
            ?? KnownAlone(chunk)
            ?? Unknown(chunk);
    }

    // University of California, Carnegie Endowment for International Peace, Gulf of Carpentaria.
    private int? HeadWithOf(in Chunk chunk)
    {
        ref var last = ref tokens[chunk.End - 1];
        var nationality = chunk.Length == 1 && chunk.Known.Is(EntryClass.Nationality);
        if (!last.Is(Traits.OrgHead | Traits.PlaceOf) || (chunk.Known.Length > 1 && chunk.Known.Length >= chunk.Length) || nationality)
        {
            return null;
        }

        var end = OfEnd(chunk.End);
        return end == chunk.End ? null : Add(chunk, end, last.Is(Traits.OrgHead) ? Features.OrganizationPattern : Features.PlacePattern);
    }

    private int? KnownAsWhole(in Chunk chunk) => chunk.Known.Length >= chunk.Length ? AddKnown(chunk) : null;

    // "Turkish | Aydin Kaya", but "Turkish Holdings Ltd" and "Turkish Open".
    private int? KnownNoPartOfMore(in Chunk chunk) =>
        IsPeopleOrThing(chunk.Known) && !IsOfOrganization(chunk) && !tokens[chunk.End - 1].Is(Traits.Generic) ? AddKnown(chunk) : null;

    // "U.S. Justice Department" is the Justice Department in words of its own.
    private int? DepartmentOfPlace(in Chunk chunk)
    {
        if (!chunk.Known.Is(EntryClass.Place) || chunk.Known.Length >= chunk.Length)
        {
            return null;
        }

        var start = chunk.First + chunk.Known.Length;
        var body = gazetteer.Longest(tokens, start, Math.Min(tokens.Count, chunk.End + Overhang));
        return body.Is(EntryClass.Organization) && body.Length > 1 && start + body.Length >= chunk.End
            ? Add(chunk, start + body.Length, Features.OrganizationPattern, body.Entry)
            : null;
    }

    // Velmora Open, Quarrendon Act.
    private int? Generic(in Chunk chunk) =>
        chunk.Length > 1 && tokens[chunk.End - 1].Is(Traits.Generic) ? Add(chunk, chunk.End, Features.GenericPattern) : null;

    // Brightwater Holdings Inc.
    private int? OrganizationTail(in Chunk chunk) =>
        chunk.Length > 1 && tokens[chunk.End - 1].Is(Traits.OrgTail) && !IsPersonal(chunk)
            ? Add(chunk, chunk.End, Features.OrganizationPattern)
            : null;

    // Velmora River.
    private int? PlaceTail(in Chunk chunk) =>
        chunk.Length > 1 && tokens[chunk.End - 1].Is(Traits.PlaceTail) && !IsPersonal(chunk)
            ? Add(chunk, chunk.End, Features.PlacePattern)
            : null;

    // Mount Hestrin.
    private int? PlaceHead(in Chunk chunk) =>
        chunk.Length > 1 && tokens[chunk.First].Is(Traits.PlaceHead) && chunk.Known.Length < 2
            ? Add(chunk, chunk.End, Features.PlacePattern)
            : null;

    private int? KnownAlone(in Chunk chunk) =>
        chunk.Known.Entry is { } entry && (chunk.Known.Length > 1 || !MayLead(chunk, entry)) ? AddKnown(chunk) : null;

    private int Unknown(in Chunk chunk) => Add(chunk, chunk.End, chunk.Known.Is(EntryClass.Place) ? Features.HoldsPlace : Features.None);

    // Without the particles at its end.
    private int NamesEnd(int first, int end)
    {
        while (end > first + 1 && !tokens[end - 1].Has(TokenFlags.Name))
        {
            end--;
        }

        return end;
    }

    private static bool IsPeopleOrThing(PhraseMatch known) => known.Is(EntryClass.Nationality) || known.Is(EntryClass.Thing);

    // Whether what is known at the start belongs to the organization in whose tail the chunk ends: "Turkish Holdings Ltd", "Boston
    // Bancorp", but "Turkish | Army".
    private bool IsOfOrganization(in Chunk chunk)
    {
        ref var last = ref tokens[chunk.End - 1];
        return last.Is(Traits.OrgTail)
            && (IsPeopleOrThing(chunk.Known)
                ? chunk.Known.Length == 1 && !last.Is(Traits.GovernmentTail)
                : chunk.Known.Is(EntryClass.Place) && !tokens[chunk.First].Has(TokenFlags.Headline));
    }

    // A given name and a family name, whatever else the family name may be.
    private bool IsPersonal(in Chunk chunk) =>
        chunk.Length == 2 && tokens[chunk.First].Is(Traits.Given) && tokens[chunk.End - 1].Is(Traits.Surname);

    // Whether a known word leads a longer name: "Jordan Smith", "Boston Scientific", but not "Moscow Putin".
    private bool MayLead(in Chunk chunk, Entry known)
    {
        ref var first = ref tokens[chunk.First];
        if (IsPair(chunk, known))
        {
            return false;
        }

        if ((chunk.Seen & Features.AfterTitle) != 0 || known.Class == EntryClass.Person || first.Is(Traits.Given))
        {
            return true;
        }

        if (known.Class == EntryClass.Nationality)
        {
            return false;
        }

        ref var second = ref tokens[chunk.First + 1];
        return known.Has(EntryFlags.Weak)
            || (first.Shape == second.Shape && !second.Is(Traits.Given) && !first.Has(TokenFlags.Headline | TokenFlags.Table));
    }

    // "Biden-Harris": whoever is known by a family name alone has no other one behind a hyphen.
    private bool IsPair(in Chunk chunk, Entry known) =>
        known.Class == EntryClass.Person && chunk.Known.Length == 1 && !known.Has(EntryFlags.Weak)
        && tokens[chunk.First + 1].GapHas(Gap.Hyphen);

    // Where, after the chunk's first word, a surely known phrase of several words, a nationality or a thing begins; the chunk's end where
    // none does.
    private int KnownInside(in Chunk chunk)
    {
        for (var i = chunk.First + 1; i < chunk.End; i++)
        {
            if (tokens[i].Has(TokenFlags.Name)
                && ((!tokens[i].Is(Traits.Surname) && IsSurelyKnown(i, chunk.End)) || IsOtherParty(chunk, i)))
            {
                return i;
            }
        }

        return chunk.End;
    }

    // The second of "Israel-PLO".
    private bool IsOtherParty(in Chunk chunk, int i)
    {
        if (i != chunk.First + chunk.Known.Length || !tokens[i].GapHas(Gap.Hyphen) || !IsStateOrBody(chunk.Known))
        {
            return false;
        }

        var other = gazetteer.Longest(tokens, i, chunk.End);
        return other.Length == chunk.End - i && IsStateOrBody(other);
    }

    private static bool IsStateOrBody(PhraseMatch known) =>
        known.Entry is { Class: EntryClass.Place or EntryClass.Organization } entry && !entry.Has(EntryFlags.Weak)
        && (entry.Class == EntryClass.Organization || entry.Has(EntryFlags.Country));

    private bool IsSurelyKnown(int i, int end)
    {
        var match = gazetteer.Longest(tokens, i, Math.Min(tokens.Count, end + Overhang));
        return match.Entry is { Class: not EntryClass.Title } entry && !entry.Has(EntryFlags.Weak)
            && (match.Length > 1 || IsPeopleOrThing(match));
    }

    // After a head: "of", "for" or "on", perhaps an article, then capitalized words with "and", "of" and "for" between them. Gives the
    // word after it all, or the one after the head where there is no such thing.
    private int OfEnd(int headEnd)
    {
        if (headEnd >= tokens.Count || !LeadsOn(headEnd))
        {
            return headEnd;
        }

        var first = headEnd + 1;
        if (first < tokens.Count && tokens[first].Shape == Shape.Lower && tokens[first].Is(Traits.Article) && Joins(first))
        {
            first++;
        }

        var end = NamesEndBehindOf(first);
        return end == first ? headEnd : end;
    }

    private bool LeadsOn(int i)
    {
        ref var head = ref tokens[i - 1];
        ref var link = ref tokens[i];
        return !head.Has(TokenFlags.Possessive) && link.Shape == Shape.Lower && Joins(i)
            && (link.Is(Traits.For) ? head.Is(Traits.OrgHead) : link.Is(Traits.Of));
    }

    private int NamesEndBehindOf(int first)
    {
        const int MostWords = 8;
        var i = first;
        while (i < tokens.Count && i - first < MostWords && Joins(i))
        {
            var name = tokens[i].Has(TokenFlags.Name) && !tokens[i].Is(Traits.Calendar);
            if (!name && (i == first || !IsLink(i)))
            {
                break;
            }

            i++;
            if (name && tokens[i - 1].Has(TokenFlags.Possessive))
            {
                break;
            }
        }

        return i;
    }

    // The "and" of "Ministry of Health and Welfare": what follows is an ordinary word, not the next name of a list.
    private bool IsLink(int i) =>
        tokens[i].Shape == Shape.Lower && tokens[i].Is(Traits.And | Traits.Of | Traits.For) && i + 1 < tokens.Count
        && tokens[i + 1].Has(TokenFlags.Name) && tokens[i + 1].Is(Traits.Common) && Joins(i + 1);

    private bool Joins(int i) =>
        tokens[i].GapHasOnly(Gap.Space | Gap.Hyphen | Gap.Abbreviation | Gap.Ampersand | (workspace.Wrapped ? Gap.Line : Gap.None));

    private int AddKnown(in Chunk chunk) => Add(chunk, chunk.First + chunk.Known.Length, Features.None, chunk.Known.Entry);

    private int Add(in Chunk chunk, int end, Features pattern, Entry? entry = null)
    {
        candidates.Add(chunk.First, end, entry, chunk.Seen | pattern);
        return end;
    }

    // Words that are to be cut: from the first to before the end, with the phrase of the gazetteer that begins them.
    private readonly record struct Chunk(int First, int End, PhraseMatch Known, Features Seen)
    {
        public int Length => End - First;
    }
}
