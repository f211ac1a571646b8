namespace SearchCore.Queries;

/// <summary>What the values of a field of an archive's own are.</summary>
public enum FieldType
{
    /// <summary>Whole values, compared without regard to case and accents: a desk, a status.</summary>
    Keyword,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number: a price, a page, a count of words.</summary>
    Number,

    /// <summary>A moment or a day: an embargo, a deadline. Read as dates of articles are.</summary>
    Date,

    /// <summary>Text, searched by its words as title and body are: a summary, a caption.</summary>
    Text,
}
