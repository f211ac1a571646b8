using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Json;

/// <summary>
/// JSON as scrapers, agencies and sites write it: lines, a list, an object, an answer that wraps a list; members of any of the usual names.
/// Lines with SearchCore's own members are left to the faster reader of JSON lines.
/// </summary>
internal sealed class JsonFormat : IArticleFormat
{
    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public string Description => "JSON";

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var shape = JsonShape.Of(head.Text, head.IsWhole);
        return shape is { IsJson: true, IsArticle: true } && !(shape.IsLines && shape.IsOwn) ? FormatMatch.Content : FormatMatch.None;
    }

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        return new RecordsSource(input, options, bytes => JsonRecords.Cut(bytes, input.Id, options));
    }
}
