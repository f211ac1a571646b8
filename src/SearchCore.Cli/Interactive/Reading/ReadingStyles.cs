namespace SearchCore.Cli.Interactive.Reading;

/// <summary>What a stretch of an article is.</summary>
internal enum ReadingMark
{
    None,
    Headline,
    Quiet,

    /// <summary>A person, an organization, a place: an entity of any kind.</summary>
    Mention,

    /// <summary>What the query, or a search inside of the article, found.</summary>
    Match,

    /// <summary>The match at which the reader stands.</summary>
    Current,
}

/// <summary>
/// How stretches are set off: matches by black on a colour, which is read on light and dark alike; without colours by reversal.
/// </summary>
internal sealed class ReadingStyles(bool color)
{
    /// <summary>A stretch in its style.</summary>
    public string Set(ReadingMark mark, string text) => mark switch
    {
        ReadingMark.None => text,
        ReadingMark.Headline => $"\e[1m{text}\e[0m",
        ReadingMark.Quiet => $"{(color ? "\e[90m" : "\e[2m")}{text}\e[0m",
        ReadingMark.Mention => $"{(color ? "\e[4;36m" : "\e[4m")}{text}\e[0m",
        ReadingMark.Match => $"{(color ? "\e[30;43m" : "\e[7m")}{text}\e[0m",
        _ => $"{(color ? "\e[1;30;46m" : "\e[1;7m")}{text}\e[0m",
    };
}
