namespace SearchCore.Articles.Reading;

/// <summary>A file of a folder that was not read.</summary>
/// <param name="Path">The file, or the folder where that cannot be listed.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">What it is and what to do about it, where that is known.</param>
public readonly record struct SkippedFile(string Path, SkipReason Reason, string? Detail = null)
{
    /// <summary>What it is, for a person: the detail where there is one, else the reason in words.</summary>
    public string Describe() => Detail ?? Reason switch
    {
        SkipReason.Hidden => "hidden",
        SkipReason.Link => "a symbolic link",
        SkipReason.NotRegular => "not regular",
        SkipReason.Empty => "empty",
        SkipReason.Refused => "of a format that is not read",
        SkipReason.OtherFormat => "of another format",
        SkipReason.Unreadable => "unreadable",
        _ => "of no known format",
    };
}

/// <summary>Why a file of a folder was not read.</summary>
public enum SkipReason
{
    /// <summary>Its name begins with a dot, or the system calls it hidden.</summary>
    Hidden,

    /// <summary>A symbolic link: none is followed.</summary>
    Link,

    /// <summary>A pipe, a socket or a device.</summary>
    NotRegular,

    /// <summary>It has no content.</summary>
    Empty,

    /// <summary>It is none of the formats: another kind of file, an archive, a packed text.</summary>
    Unrecognized,

    /// <summary>It is of a format that is known and not read (<see cref="IRefusedFormat"/>).</summary>
    Refused,

    /// <summary>It is not of the format asked for.</summary>
    OtherFormat,

    /// <summary>It may not be read or listed.</summary>
    Unreadable,
}
