using SearchCore.Articles.Reading;
using SearchCore.Formats.Mapping;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Json;

/// <summary>
/// JSON as scrapers, agencies and sites write it: lines, a list, an object, an answer that wraps a list; members of any of the usual names.
/// Lines with SearchCore's own members are left to the faster reader of JSON lines.
/// </summary>
/// <param name="mapping">What is stated about its members. Where anything is, own lines are read here, too.</param>
/// <param name="survey">Takes note of what is met; null for nobody.</param>
internal sealed class JsonFormat(ArticleMapping mapping, MappingSurvey? survey = null) : IArticleFormat, IIdentifiedFormat
{
    public string Identity { get; } = mapping.Identity;

    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public string Description => "JSON";

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var shape = JsonShape.Of(head.Text, head.IsWhole);
        var isMapped = mapping.Members.Count > 0;
        return shape.IsJson && (isMapped || (shape.IsArticle && !(shape.IsLines && shape.IsOwn)))
            ? FormatMatch.Content : FormatMatch.None;
    }

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        return new RecordsSource(this, input, options, bytes => MappedRecord.Guessed(
            JsonRecords.Cut(bytes, input.Id, options, RecordMapping.Of(mapping, survey, options))));
    }
}
