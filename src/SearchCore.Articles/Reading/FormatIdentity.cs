namespace SearchCore.Articles.Reading;

/// <summary>What names a format and the way it reads.</summary>
internal static class FormatIdentity
{
    public static string Of(IArticleFormat format) =>
        format is IIdentifiedFormat { Identity: var read } ? $"{format.Name}:{read}" : format.Name;
}
