namespace SearchCore.Formats.Clipped;

/// <summary>What a file says of itself beside its text. People seldom keep it right: it counts where the text says nothing.</summary>
/// <param name="Kind">What kind of file says so.</param>
/// <param name="Title">Its title.</param>
/// <param name="Author">Its author.</param>
/// <param name="Created">When it was made.</param>
internal sealed record DocumentProperties(string Kind, string? Title, string? Author, string? Created);
