using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore;

/// <summary>How many records of a load were rejected for one reason.</summary>
/// <param name="Count">How many.</param>
/// <param name="First">The first of its source.</param>
public sealed record RejectionCount(long Count, RejectedRecord First)
{
    /// <summary>The reason: one of <see cref="RejectCodes"/>, or a word of a format's own.</summary>
    public string Code => First.Code;
}
