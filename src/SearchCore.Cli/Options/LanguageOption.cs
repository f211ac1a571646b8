using System.CommandLine;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Options;

/// <summary>The options that say in which language articles are that do not say theirs.</summary>
internal static class LanguageOption
{
    public static Option<string?> New(string which) => new("--language")
    {
        HelpName = "TAG",
        Description = $"the language of articles that do not say theirs, {which}:\nen (default), de, fr, …; their words are stemmed by it",
    };

    public static Option<bool> Detect() =>
        new("--detect-languages") { Description = "give articles that do not say their language the one their text is in" };

    /// <summary>The tag; null where none is given.</summary>
    /// <exception cref="UsageException">It is no language that words are stemmed in.</exception>
    public static string? Read(string? tag)
    {
        if (tag is null || ArticleIndexOptions.IsLanguage(tag))
        {
            return tag;
        }

        throw new UsageException(
            $"--language {SafeText.Line(tag)}: words can be stemmed in {string.Join(", ", ArticleIndexOptions.Languages)}");
    }
}
