namespace SearchCore.Searching.Postings;

/// <summary>Where the postings of a term of one field stand in a segment's files, and how many there are.</summary>
internal struct PostingList
{
    /// <summary>Documents that have the term, deleted ones included.</summary>
    public int DocumentCount;

    /// <summary>How often the term stands in them; the number of documents where the field has no frequencies.</summary>
    public long Occurrences;

    /// <summary>Where its documents begin.</summary>
    public long Documents;

    /// <summary>Where its positions begin.</summary>
    public long Positions;

    /// <summary>Where the last, unpacked positions begin, from the first; -1 where it stands 128 times at most.</summary>
    public long LastPositions;

    /// <summary>Where the skip list begins, from the first document; -1 where it has 128 documents at most.</summary>
    public long Skips;

    /// <summary>Its document where it has but one, else -1.</summary>
    public int OnlyDocument;

    /// <summary>Whether frequencies and positions stand with its documents.</summary>
    public bool HasPositions;
}
