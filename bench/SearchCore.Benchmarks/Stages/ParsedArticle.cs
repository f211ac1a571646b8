using SearchCore.Articles;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;
using SearchCore.Benchmarks.Corpora;

namespace SearchCore.Benchmarks.Stages;

/// <summary>
/// An article as a reader hands it on, kept as bytes of its own: what a stage behind reading starts from. Handing it on again is a copy of
/// its bytes, a few thousandths of what any stage costs.
/// </summary>
internal sealed class ParsedArticle
{
    private readonly ArticleDate? published;
    private readonly byte[] id, source, url, section, language;
    private readonly byte[][] authors, tags;
    private readonly (byte[] Kind, byte[] Name)[] entities;
    private readonly (byte[] Name, byte[] Value)[] members;

    private ParsedArticle(ArticleBuffer article)
    {
        (id, Title, Body) = (Copy(article.Id), Copy(article.Title), Copy(article.Body));
        (source, url, section, language) = (Copy(article.Source), Copy(article.Url), Copy(article.Section), Copy(article.Language));
        published = article.Published;
        authors = [.. article.Authors.ToArray().Select(Copy)];
        tags = [.. article.Tags.ToArray().Select(Copy)];
        entities = [.. article.Entities.ToArray().Select(e => (Copy(e.Kind), Copy(e.Name)))];
        members = [.. article.Members.ToArray().Select(m => (Copy(m.Name), Copy(m.Value)))];

        byte[] Copy(ByteSlice slice) => article[slice].ToArray();
    }

    /// <summary>The id, as UTF-8.</summary>
    public byte[] Id => id;

    /// <summary>The headline, as UTF-8; empty where there is none.</summary>
    public byte[] Title { get; }

    /// <summary>The text, likewise.</summary>
    public byte[] Body { get; }

    /// <summary>The articles of a corpus in order.</summary>
    public static ParsedArticle[] ReadAll(BenchmarkCorpus corpus)
    {
        var all = new Keeper();
        var buffer = new ArticleBuffer();
        foreach (var chunk in new JsonLinesSource(corpus.Path).ReadChunks(CancellationToken.None))
        {
            using (chunk)
            {
                chunk.Read(buffer, all, CancellationToken.None);
            }
        }

        return [.. all.Articles];
    }

    /// <summary>Puts the article into an emptied buffer.</summary>
    public void CopyTo(ArticleBuffer buffer)
    {
        buffer.Clear();
        buffer.Id = buffer.Append(id);
        buffer.Title = buffer.Append(Title);
        buffer.Body = buffer.Append(Body);
        buffer.Published = published;
        buffer.Source = buffer.Append(source);
        buffer.Url = buffer.Append(url);
        buffer.Section = buffer.Append(section);
        buffer.Language = buffer.Append(language);
        foreach (var author in authors)
        {
            buffer.AddAuthor(buffer.Append(author));
        }

        foreach (var tag in tags)
        {
            buffer.AddTag(buffer.Append(tag));
        }

        foreach (var (kind, name) in entities)
        {
            buffer.AddEntity(buffer.Append(kind), buffer.Append(name));
        }

        foreach (var (name, value) in members)
        {
            buffer.AddMember(buffer.Append(name), buffer.Append(value));
        }
    }

    private sealed class Keeper : IArticleReceiver
    {
        public List<ParsedArticle> Articles { get; } = [];

        public void Accept(ArticleBuffer article) => Articles.Add(new ParsedArticle(article));

        public void Reject(RejectedRecord record) =>
            throw new InvalidOperationException($"the corpus has a record that cannot be used: {record}");

        public void Notice(ArticleNotice notice)
        {
        }
    }
}
