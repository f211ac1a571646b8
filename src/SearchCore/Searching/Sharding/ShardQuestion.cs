using System.Text;

using SearchCore.Queries;
using SearchCore.Searching.Messages;

namespace SearchCore.Searching.Sharding;

/// <summary>What a shard is asked.</summary>
internal enum ShardQuestionKind
{
    /// <summary>What it is.</summary>
    Describe,

    /// <summary>Questions of planning.</summary>
    LookUp,

    /// <summary>The values of a kind.</summary>
    Values,

    /// <summary>A round of a search.</summary>
    Round,

    /// <summary>What the parts of a query cost.</summary>
    Costs,

    /// <summary>Signatures and stories of its own articles.</summary>
    Signatures,

    /// <summary>The texts of articles, by what they are compared.</summary>
    Shingles,

    /// <summary>The ids of articles.</summary>
    Ids,
}

/// <summary>How a shard answers.</summary>
internal enum ShardAnswerKind
{
    /// <summary>With what was asked for.</summary>
    Answer,

    /// <summary>It does not understand the question: it is of another version.</summary>
    Misunderstood,

    /// <summary>Its files are damaged.</summary>
    Damaged,

    /// <summary>It is at another moment than the one that is asked about.</summary>
    Moved,

    /// <summary>The time was up before there was anything to say.</summary>
    OutOfTime,

    /// <summary>Something went wrong that is a fault of the program.</summary>
    Failed,

    /// <summary>It has not been told what the question refers to by a number: who asks again tells it.</summary>
    Untold,
}

/// <summary>A question to a shard, but for what it asks: that follows in the message.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Identity">The moment it is asked about; 0 for any.</param>
/// <param name="Limit">How long the answer may take.</param>
/// <param name="Scope">The articles that may be known of; null for all.</param>
internal sealed record ShardQuestion(ShardQuestionKind Kind, ulong Identity, TimeSpan Limit, SearchScope? Scope)
{
    /// <summary>The version of all messages. Parts of another one are not read.</summary>
    public const int Version = 3;

    public void Write(MessageWriter writer)
    {
        writer.Number(Version);
        writer.Number((int)Kind);
        writer.Fixed(Identity);
        writer.Number(Limit.Ticks);
        writer.Flag(Scope is not null);
        if (Scope is not null)
        {
            MessageJson.Write(writer, Scope.Articles, NodeWriter.Write);
            writer.Number((int)Scope.Forbidden);
        }
    }

    public static ShardQuestion Read(MessageReader reader)
    {
        if (reader.Number() is not Version and var version)
        {
            throw new MessageException($"it is of version {version}, and this shard reads version {Version}");
        }

        var (kind, identity, limit) = ((ShardQuestionKind)reader.Small(), reader.Fixed(), TimeSpan.FromTicks(reader.Number()));
        var scope = reader.Flag()
            ? new SearchScope(MessageJson.Read(reader, NodeReader.Read)) { Forbidden = (QueryParts)reader.Small() }
            : null;
        return new(kind, identity, limit, scope);
    }
}

/// <summary>What a shard needs to know of a search besides the round, so that any replica of it can take part in any round.</summary>
/// <param name="Request">The request.</param>
/// <param name="Description">What all shards are together.</param>
/// <param name="Known">What all of them answered to the questions of planning.</param>
/// <param name="IsExport">Whether all matches are wanted, and nothing else.</param>
internal sealed record ShardContext(
    SearchRequest Request, ShardDescription Description, IReadOnlyDictionary<string, MergedAnswer> Known, bool IsExport)
{
    /// <summary>Whether there are answers that travel once.</summary>
    public bool HasLong => Known.Values.Any(a => a.IsLong);

    /// <summary>Writes it.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="tellsLong">Whether long answers stand there themselves, else their numbers.</param>
    public void Write(MessageWriter writer, bool tellsLong)
    {
        MessageJson.Write(writer, Request, RequestJson.Write);
        Description.Write(writer);
        writer.List([.. Known.Where(a => tellsLong || !a.Value.IsLong)], (w, answer) =>
        {
            w.Block(Encoding.Latin1.GetBytes(answer.Key));
            w.Block(answer.Value.Bytes.Span);
        });
        writer.Flag(IsExport);
        if (!tellsLong && HasLong)
        {
            writer.List([.. Known.Where(a => a.Value.IsLong)], (w, answer) =>
            {
                w.Block(Encoding.Latin1.GetBytes(answer.Key));
                w.Fixed(answer.Value.Number);
            });
        }
    }

    /// <summary>Reads it.</summary>
    /// <param name="reader">Where it stands, up to its end.</param>
    /// <param name="told">The long answers that were told: takes those that stand there, and has those that do not.</param>
    /// <exception cref="UntoldException">One of them was not told.</exception>
    public static ShardContext Read(MessageReader reader, ToldAnswers told)
    {
        var request = MessageJson.Read(reader, RequestJson.Read);
        var description = ShardDescription.Read(reader);
        var known = new Dictionary<string, MergedAnswer>(StringComparer.Ordinal);
        reader.List(r => known[Encoding.Latin1.GetString(r.Block().Span)] = new(r.Block().ToArray()));
        foreach (var answer in known.Values)
        {
            told.Keep(answer);
        }

        var isExport = reader.Flag();
        if (!reader.AtEnd)
        {
            reader.List(r => known[Encoding.Latin1.GetString(r.Block().Span)] = told.Of(r.Fixed()));
        }

        return new(request, description, known, isExport);
    }
}
