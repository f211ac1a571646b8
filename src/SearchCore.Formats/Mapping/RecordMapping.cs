using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Mapping;

/// <summary>All that a record is mapped by. Immutable, safe to share between threads.</summary>
/// <param name="mapping">What is stated.</param>
/// <param name="survey">Takes note of what is met; null for nobody.</param>
/// <param name="dates">Reads dates.</param>
/// <param name="guess">What the content of the first records tells.</param>
internal sealed class RecordMapping(ArticleMapping mapping, MappingSurvey? survey, ArticleDateReader dates, MemberGuess guess)
{
    public ArticleMapping Mapping => mapping;

    /// <summary>The source of records that have none; null for none.</summary>
    public string? Source { get; init; }

    public MappingSurvey? Survey => survey;

    public ArticleDateReader Dates => dates;

    /// <summary>The mapping of an input, of which nothing is known but its options.</summary>
    public static RecordMapping Of(ArticleMapping mapping, MappingSurvey? survey, ReadingOptions options) => new(
        mapping, survey,
        new(options.Dates with { Order = mapping.DateOrder ?? options.Dates.Order, Zone = mapping.DateZone ?? options.Dates.Zone }),
        MemberGuess.None);

    /// <summary>The same with a source for records that have none.</summary>
    public RecordMapping From(string? source) => new(mapping, survey, dates, guess) { Source = source };

    /// <summary>The same with what the first records tell, where they are enough to tell anything.</summary>
    public RecordMapping With(IReadOnlyList<RecordMembers> sample) =>
        new(mapping, survey, dates, MemberGuess.Of(sample, mapping, dates)) { Source = Source };

    /// <summary>Whether a target is taken from a member that only its content speaks for.</summary>
    public bool IsGuessed(string target) => guess.Of(target) is not null;

    /// <summary>The names that a target may be taken from, the surest first.</summary>
    public IEnumerable<string> Names(string target, string[] names) => guess.Of(target) is { } name ? names.Append(name) : names;

    /// <summary>The text of a body or title.</summary>
    public string TextOf(string text) => mapping.PlainText?.Invoke(text) ?? text;
}
