namespace SearchCore.Cli.Output.Pictures;

/// <summary>How a part of a picture is set off.</summary>
internal enum PictureStyle
{
    Plain,
    Quiet,
    Bar,
    Accent,
}

/// <summary>One row of a picture: its parts from left to right.</summary>
internal sealed record PictureRow(params IReadOnlyList<(string Text, PictureStyle Style)> Parts)
{
    /// <summary>The row without its styles.</summary>
    public string Text => string.Concat(Parts.Select(p => p.Text));
}

/// <summary>What the length of a bar says.</summary>
internal enum TimelineMeasure
{
    /// <summary>How many matches there are.</summary>
    Count,

    /// <summary>Their share of all articles of that time: an archive that grows does not look like a subject that does.</summary>
    Share,
}
