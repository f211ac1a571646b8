namespace SearchCore.Articles;

/// <summary>Why an article cannot be indexed.</summary>
/// <param name="Code">A stable word for scripts: one of <see cref="RejectCodes"/>.</param>
/// <param name="Member">The property of <see cref="Article"/> that is wrong, in small letters: <c>id</c>, <c>title</c>,
/// <c>tags</c> …; empty for none.</param>
/// <param name="Reason">What is wrong, for a person.</param>
public readonly record struct ArticleFault(string Code, string Member, string Reason);
