namespace SearchCore.Articles;

/// <summary>What was dropped or repaired in an article that was accepted.</summary>
public enum ArticleNoticeKind
{
    /// <summary>The date could not be understood: the article has none. The detail is the date and why.</summary>
    DateUnreadable,

    /// <summary>The date was brought into form or completed (a leap second, a month alone, a wrong weekday, junk after it).</summary>
    DateRepaired,

    /// <summary>The date lies before 1600 or more than a day ahead of now; it was kept.</summary>
    DateSuspicious,

    /// <summary>A member or value was dropped: a reserved or odd name, too long, too many.</summary>
    MemberDropped,

    /// <summary>Text was repaired: malformed UTF-8, a lone surrogate, a NUL, an illegal reference.</summary>
    TextRepaired,

    /// <summary>
    /// A value is not of the type that its field was declared with, or is a second number: it is stored and cannot be searched for.
    /// </summary>
    FieldUnread,

    /// <summary>Markup was taken out of a text: what is kept is what a reader sees of it.</summary>
    MarkupRemoved,

    /// <summary>A part of a document that is not its text was left out: a caption, an aside, a cover page, an attachment.</summary>
    TextOmitted,

    /// <summary>A record that is no article by its kind was passed over: a picture, a redirect, a package of other items.</summary>
    RecordPassedOver,

    /// <summary>
    /// A value stands in for one that the text does not give: the date of a revision, the title of a file's properties. The detail says
    /// which.
    /// </summary>
    Substituted,
}
