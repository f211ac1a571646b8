namespace SearchCore.Articles.Formats.Clippings;

/// <summary>What a line of a clipping is.</summary>
internal enum LineKind
{
    /// <summary>Text: of the title or the body.</summary>
    Text,

    /// <summary>Nothing but a date, perhaps with its weekday and a word such as <c>Published</c>.</summary>
    Date,

    /// <summary>Who wrote it.</summary>
    Byline,

    /// <summary>The issuing office or kind of paper: <c>MEDIA RELEASE</c>. Text, but never the title.</summary>
    Letterhead,

    /// <summary>When it may be published: its date is not the article's.</summary>
    Embargo,

    /// <summary>Who took the photo, or what it shows.</summary>
    Photo,

    /// <summary>A pointer to another article.</summary>
    Related,

    /// <summary>Web addresses alone.</summary>
    Address,

    /// <summary>What belongs to the page: its number, a fax header, a path of links.</summary>
    Page,

    /// <summary>No letter and no figure, or too few to mean anything.</summary>
    Rule,
}
