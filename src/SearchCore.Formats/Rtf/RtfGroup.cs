namespace SearchCore.Formats.Rtf;

/// <summary>What holds in a group of an RTF, until it ends. A value: what a group changes ends with it.</summary>
internal record struct RtfGroup
{
    /// <summary>Where text goes.</summary>
    public RtfDestination Destination { get; set; }

    /// <summary>What to call text that is left out.</summary>
    public string? Omitting { get; set; }

    /// <summary>How many characters stand for readers that know no Unicode, behind each one that is Unicode.</summary>
    public int UnicodeSkip { get; set; }

    /// <summary>The font, by which the code page is known.</summary>
    public int Font { get; set; }

    /// <summary>Whether text is hidden or deleted.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Whether paragraphs are set in the middle.</summary>
    public bool IsCentred { get; set; }
}

/// <summary>Where the text of a group goes.</summary>
internal enum RtfDestination
{
    /// <summary>It is the document's.</summary>
    Text,

    /// <summary>It is no text.</summary>
    Nowhere,

    /// <summary>It is text that is left out, and counted.</summary>
    Omitted,

    /// <summary>The table of fonts.</summary>
    Fonts,

    /// <summary>The title among the properties.</summary>
    Title,

    /// <summary>The author among the properties.</summary>
    Author,

    /// <summary>When it was made.</summary>
    Created,
}
