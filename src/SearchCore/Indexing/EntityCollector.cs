using System.Buffers;
using System.Text;
using System.Text.Unicode;

using SearchCore.Articles;
using SearchCore.Entities;

namespace SearchCore.Indexing;

/// <summary>Runs a recognizer over articles and keeps each entity once. One instance serves one worker.</summary>
internal sealed class EntityCollector(IEntityRecognizer? recognizer)
{
    private readonly List<EntityMention> mentions = [];
    private readonly List<EntityName> found = [];
    private readonly HashSet<EntityName> seen = [];
    private char[] text = new char[32 * 1024];

    /// <summary>How many mentions were recognized so far.</summary>
    public long Mentions { get; private set; }

    /// <summary>
    /// The entities of an article's text, distinct, in order of appearance, but for kinds the article brings itself:
    /// what comes with an article wins. Valid until the next call.
    /// </summary>
    public IReadOnlyList<EntityName> Collect(ArticleBuffer article)
    {
        found.Clear();
        if (recognizer is null)
        {
            return found;
        }

        mentions.Clear();
        seen.Clear();
        recognizer.Recognize(Decode(article), mentions);
        foreach (var mention in mentions)
        {
            var entity = new EntityName(mention.Kind, mention.Name);
            if (!IsGiven(article, mention.Kind) && seen.Add(entity))
            {
                found.Add(entity);
            }
        }

        Mentions += mentions.Count;
        return found;
    }

    private static bool IsGiven(ArticleBuffer article, string kind)
    {
        Span<byte> utf8 = stackalloc byte[EntityKinds.MaxLength * 3];
        var name = utf8[..Encoding.UTF8.GetBytes(kind.AsSpan(0, Math.Min(kind.Length, EntityKinds.MaxLength)), utf8)];
        foreach (var (given, _) in article.Entities)
        {
            if (article[given].SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<char> Decode(ArticleBuffer article)
    {
        var title = article[article.Title];
        var body = article[article.Body];
        if (text.Length < title.Length + body.Length + 2)
        {
            text = new char[Math.Max(text.Length * 2, title.Length + body.Length + 2)];
        }

        var length = Append(title, 0);
        if (length > 0)
        {
            text[length++] = '\n';
            text[length++] = '\n';
        }

        return text.AsSpan(0, Append(body, length));
    }

    private int Append(ReadOnlySpan<byte> utf8, int at)
    {
        var status = Utf8.ToUtf16(utf8, text.AsSpan(at), out _, out var written, replaceInvalidSequences: true, isFinalBlock: true);
        return status == OperationStatus.Done ? at + written : throw new InvalidOperationException($"UTF-8 to UTF-16 ended in {status}.");
    }
}
