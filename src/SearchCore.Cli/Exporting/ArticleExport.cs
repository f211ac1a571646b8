using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Exporting;

/// <summary>
/// Whole articles on their way out, however many, with what else was asked for of them: facets, a timeline, what is significant. All of it
/// is of one point in time.
/// </summary>
internal sealed class ArticleExport
{
    // As JSON has it: an archive may have a member "note" of its own.
    private const string NoteColumn = "_note";

    private readonly Shell shell;
    private readonly Target target;
    private readonly TimeZoneInfo zone;
    private readonly IReadOnlyList<string> fields;
    private readonly Func<string, string?>? notes;

    private ArticleExport(Shell shell, Target target, TimeZoneInfo zone, IReadOnlyList<string> fields, Func<string, string?>? notes) =>
        (this.shell, this.target, this.zone, this.fields, this.notes) = (shell, target, zone, fields, notes);

    /// <summary>Writes what a request matches.</summary>
    /// <param name="shell">What stands around.</param>
    /// <param name="searcher">What is searched.</param>
    /// <param name="request">What is wanted; of its text <c>limit</c>, <c>fields</c> and <c>sort</c> count too.</param>
    /// <param name="most">At most so many articles; the text's own limit goes before it.</param>
    /// <param name="target">Where to, and in which form.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="notes">What somebody noted of an article; null for nothing.</param>
    public static ExitCode Run(
        Shell shell, ArticleSearcher searcher, SearchRequest request, int most, Target target, CancellationToken cancellation,
        Func<string, string?>? notes = null)
    {
        var wishes = QueryWishes.Of(request);
        most = wishes.Limit ?? most;
        var figures = HasMore(request)
            ? searcher.Search(request with { Limit = 0, Skip = 0, SnippetLength = 0, After = null }, cancellation)
            : null;
        var export = new ArticleExport(shell, target, LocalDates.Zone(request.Zone), wishes.Fields, notes);
        return export.Write(request, figures, () => searcher.Export(request, cancellation).Take(most));
    }

    /// <summary>Writes articles that are known by their ids, in that order; ids that no article has any more are told.</summary>
    public static ExitCode Run(
        Shell shell, ArticleSearcher searcher, IReadOnlyList<string> ids, Target target, TimeZoneInfo zone,
        Func<string, string?>? notes = null)
    {
        var gone = ids.Count(id => searcher.Get(id) is null);
        if (gone > 0)
        {
            shell.Complain($"{Amounts.Count(gone, "article")} of {ids.Count:N0} left out: they were deleted meanwhile");
        }

        return new ArticleExport(shell, target, zone, [], notes)
            .Write(new() { Query = "marks" }, null, () => ids.Select(searcher.GetStored).OfType<StoredArticle>());
    }

    private static bool HasMore(SearchRequest request) =>
        request.Facets.Count > 0 || request.Timeline is not null || request.Significant.Count > 0
        || QueryWishes.Read(request) is { Facets.Count: > 0 } or { Timeline: not null };

    private ExitCode Write(SearchRequest request, SearchResults? figures, Func<IEnumerable<StoredArticle>> articles)
    {
        long count;
        var beside = "";
        if (target.File is { } path)
        {
            using var file = OutputFile.Create(path);
            count = Write(file.Text, request, figures, articles);
            file.Keep();
            beside = $" in {SafeText.Line(Path.GetFileName(path))}" + (figures is null ? "" : ResultsPrinter.WriteBeside(figures, target));
        }
        else
        {
            count = Write(shell.Out, request, figures, articles);
            shell.Out.Flush();
            if (figures is not null && (target.IsRows || target.Format == OutputFormat.Jsonl))
            {
                Remarks.WriteLeftOut(shell, figures, target.Format);
            }
        }

        shell.Complain($"{Amounts.Count(count, "article")} exported{beside}");
        if (figures is not null)
        {
            Remarks.WritePartial(shell, request, figures);
        }

        return figures is { IsPartial: true } ? ExitCode.Partial : count == 0 ? ExitCode.NoHits : ExitCode.Done;
    }

    private long Write(TextWriter output, SearchRequest request, SearchResults? figures, Func<IEnumerable<StoredArticle>> articles) =>
        target.Format switch
        {
            OutputFormat.Json => WriteJson(output, request, figures, articles()),
            OutputFormat.Jsonl => WriteLines(output, articles()),
            OutputFormat.Csv or OutputFormat.Tsv => WriteRows(output, articles),
            _ => WriteText(output, request, figures, articles()),
        };

    private long WriteLines(TextWriter output, IEnumerable<StoredArticle> articles)
    {
        var names = Members();
        var count = 0L;
        foreach (var stored in articles)
        {
            ArticleJson.Write(output, stored, names, notes?.Invoke(stored.Article.Id));
            count++;
        }

        return count;
    }

    private long WriteJson(TextWriter output, SearchRequest request, SearchResults? figures, IEnumerable<StoredArticle> articles)
    {
        var names = Members();
        var count = 0L;
        output.Write("{\"query\":");
        output.Write(JsonText(request.Query ?? ""));
        output.Write(",\"articles\":[\n");
        foreach (var stored in articles)
        {
            output.Write(count++ > 0 ? "," : "");
            ArticleJson.Write(output, stored, names, notes?.Invoke(stored.Article.Id));
        }

        output.Write(']');
        if (figures is not null)
        {
            output.Write(",\"results\":");
            ResultsJson.Write(output, request.Query, figures);
        }

        output.Write("}\n");
        return count;
    }

    // Which columns there are is known when all articles were seen: they are read twice, of the same point in time.
    private long WriteRows(TextWriter output, Func<IEnumerable<StoredArticle>> articles)
    {
        var tabs = target.Format == OutputFormat.Tsv;
        ArticleRows rows;
        if (fields.Count > 0)
        {
            rows = ArticleRows.Of(fields, out var unknown);
            SayUnknown(unknown);
        }
        else
        {
            rows = ArticleRows.Of(articles(), out var left);
            if (left > 0)
            {
                shell.Complain($"{Amounts.Count(left, "member")} beyond {ArticleRows.MostOwn} are not columns here; jsonl has them all");
            }
        }

        var noted = notes is null ? rows : rows with { Columns = [.. rows.Columns, NoteColumn] };
        noted.WriteHeader(output, tabs);
        var count = 0L;
        foreach (var stored in articles())
        {
            rows.Write(output, stored, tabs, zone, notes is null ? null : notes(stored.Article.Id) ?? "");
            count++;
        }

        return count;
    }

    private long WriteText(TextWriter output, SearchRequest request, SearchResults? figures, IEnumerable<StoredArticle> articles)
    {
        var isMarkdown = target.Format == OutputFormat.Md;
        if (isMarkdown)
        {
            output.WriteLine($"# {Markdown.Text(string.IsNullOrWhiteSpace(request.Query) ? "all articles" : request.Query)}\n");
        }

        var count = 0L;
        foreach (var stored in articles)
        {
            var article = stored.Article;
            var about = string.Join(" · ", new[] { LocalDates.Text(article.Published, zone), article.Source, article.Id }
                .Where(p => !string.IsNullOrEmpty(p)).Select(p => isMarkdown ? Markdown.Text(p) : SafeText.Line(p)));
            var title = ArticleWords.Headline(article);
            output.WriteLine(isMarkdown ? $"- **{Markdown.Text(title)}** {about}" : $"{title} · {about}");
            if (notes?.Invoke(article.Id) is { } note)
            {
                output.WriteLine(isMarkdown ? $"  {Markdown.Text(note)}" : $"    {SafeText.Line(note)}");
            }

            count++;
        }

        if (figures is not null)
        {
            output.WriteLine();
            foreach (var sheet in ResultSheets.Of(figures))
            {
                if (isMarkdown)
                {
                    sheet.WriteMarkdown(output);
                }
                else
                {
                    sheet.WriteLines(output);
                }
            }
        }

        return count;
    }

    private List<string> Members()
    {
        SayUnknown([.. fields.Where(f => f is "score" or "snippet")]);
        return [.. fields.Select(f => f == "date" ? "published" : f)];
    }

    private void SayUnknown(IReadOnlyList<string> unknown)
    {
        if (unknown.Count > 0)
        {
            shell.Complain($"left out: {string.Join(", ", unknown)}, which only a search has ('search --output csv')");
        }
    }

    private static string JsonText(string text)
    {
        using var one = new StringWriter();
        JsonLine.Write(one, json => json.WriteStringValue(text));
        return one.ToString().TrimEnd('\n');
    }
}
