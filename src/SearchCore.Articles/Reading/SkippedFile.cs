namespace SearchCore.Articles.Reading;

/// <summary>A file of a folder that was not read.</summary>
/// <param name="Path">The file, or the folder where that cannot be listed.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">What it is and what to do about it, where that is known.</param>
public readonly record struct SkippedFile(string Path, SkipReason Reason, string? Detail = null);

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
