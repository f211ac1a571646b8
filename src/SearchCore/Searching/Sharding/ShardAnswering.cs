using System.Collections.Concurrent;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Sharding;

/// <summary>The side of a shard: answers what is asked of one index at one moment. Thread-safe; to be disposed.</summary>
/// <param name="points">The index, alone. Its lease is the caller's, and outlives this.</param>
/// <param name="clock">What says how long an answer takes.</param>
internal sealed class ShardAnswering(PointInTimeSet points, TimeProvider clock) : IDisposable
{
    // A search counts by the stories of one moment and scope: a few are asked about at a time.
    private const int MostStories = 8;

    private readonly ShardSessions sessions = new(clock);
    private readonly ConcurrentDictionary<ulong, MemberStories> told = new();
    private readonly ToldAnswers answers = new();
    private string? damage;

    /// <summary>What was found damaged so far; null where nothing was.</summary>
    public string? Damage => Volatile.Read(ref damage);

    /// <summary>Answers. Whatever is wrong is an answer too, but for cancelling.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public byte[] Answer(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        try
        {
            var reader = new MessageReader(message);
            var question = ShardQuestion.Read(reader);
            var seen = question.Scope is { } scope ? ScopedPoints.Within(points, scope, cancellation) : points;
            if (question.Identity != 0 && question.Identity != seen.Identity)
            {
                return Say(ShardAnswerKind.Moved, $"it is at commit {seen.Sequence}");
            }

            return DamageGuard.Read(seen, () => Answer(question, reader, seen, cancellation));
        }
        catch (BudgetExceededException)
        {
            return Say(ShardAnswerKind.OutOfTime, "there was no time");
        }
        catch (UntoldException)
        {
            return Say(ShardAnswerKind.Untold, "it was not told what the question refers to");
        }
        catch (Exception e) when (e is MessageException or QueryException)
        {
            return Say(ShardAnswerKind.Misunderstood, e.Message);
        }
        catch (IndexException e)
        {
            if (e.Fault == IndexFault.Corrupt)
            {
                Volatile.Write(ref damage, e.Message);
            }

            return Say(ShardAnswerKind.Damaged, e.Message);
        }
#pragma warning disable CA1031 // A question that nobody thought of must not take the process down; who asked hears of it.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return Say(ShardAnswerKind.Failed, $"{e.GetType().Name}: {e.Message}");
        }
    }

    public void Dispose() => sessions.Dispose();

    private static byte[] Say(ShardAnswerKind kind, string why)
    {
        var writer = new MessageWriter();
        writer.Number((int)kind);
        writer.Text(why);
        return writer.Written.ToArray();
    }

    private byte[] Answer(ShardQuestion question, MessageReader reader, PointInTimeSet seen, CancellationToken cancellation)
    {
        var (payload, writer) = (new MessageWriter(), new MessageWriter());
        var budget = new SearchBudget(clock, question.Limit, cancellation);
        switch (question.Kind)
        {
            case ShardQuestionKind.Describe:
                ShardDescription.Of(seen.Members[0]).Write(payload);
                break;
            case ShardQuestionKind.LookUp:
                foreach (var lookup in reader.List(LookupTable.Read))
                {
                    var answer = new MessageWriter();
                    lookup.WriteAnswer(answer, seen.Members[0], budget);
                    payload.Block(answer.Written.Span);
                }

                break;
            case ShardQuestionKind.Values:
                RemoteValues.Write(payload, ValuesOf(seen.Members[0], reader.Text(), budget), budget);
                break;
            case ShardQuestionKind.Round:
                // Of a search that is known only the round is read.
                var (number, context, round) = (reader.Fixed(), reader.Block(), RoundTable.Read(reader));
                var stories = reader.AtEnd ? null : Stories(reader, seen);
                using (var session = sessions.Enter(number, token => Begin(context, seen, question.Limit, stories, token), cancellation))
                {
                    round.WriteAnswer(payload, session.Search, session.Budget);
                    budget.Join(session.Budget);
                }

                break;
            case ShardQuestionKind.Costs:
                var (_, parts) = Planned(
                    ShardContext.Read(new(reader.Block()), answers), (asked, terms) => Explaining.Prepare(asked.Request, terms, budget));
                payload.List(Explaining.Costs(parts, seen.Members[0], budget), (w, cost) => w.Number(cost));
                break;
            case ShardQuestionKind.Signatures:
                SignaturePage.Write(payload, seen, reader.Small(), budget);
                break;
            case ShardQuestionKind.Shingles:
                StoryTexts.WriteShingles(payload, seen, reader.List(r => r.Small()), budget);
                break;
            case ShardQuestionKind.Ids:
                StoryTexts.WriteIds(payload, seen, reader.List(r => r.Small()), budget);
                break;
            default:
                throw new MessageException("it asks for something that this version does not know");
        }

        writer.Number((int)ShardAnswerKind.Answer);
        writer.Flag(budget.WasExceeded);
        writer.Block(payload.Written.Span);
        return writer.Written.ToArray();
    }

    private static KindOrdinals ValuesOf(PointInTime point, string kind, SearchBudget budget) => point.Facets.Kind(kind, budget);

    // The plan is made anew, by what the shards answered together: so it is the one that the asking side has.
    private (ShardSearch, SearchBudget) Begin(
        ReadOnlyMemory<byte> message, PointInTimeSet seen, TimeSpan limit, MemberStories? stories, CancellationToken cancellation)
    {
        var budget = new SearchBudget(clock, limit, cancellation);
        var (search, _) = Planned(ShardContext.Read(new(message), answers), (context, terms) => context.IsExport
            ? (SearchRun.PrepareExport(context.Request, terms, budget), null)
            : SearchRun.Prepare(context.Request, terms, budget));
        if (search.Asked.Unique != stories is not null)
        {
            throw new MessageException("it does not say which articles are one story");
        }

        ObjectDisposedException.ThrowIf(!seen.TryLease(), this);
        return (new(seen, search, budget, stories), budget);
    }

    // The stories that a search counts by: a number, and what they are where this shard has not been told.
    private MemberStories Stories(MessageReader reader, PointInTimeSet seen)
    {
        var key = reader.Fixed();
        if (reader.Flag())
        {
            if (told.Count >= MostStories)
            {
                told.Clear();
            }

            return told[key] = MemberStories.Read(new(reader.Block()), seen.Reader.MaxDoc);
        }

        return told.TryGetValue(key, out var known) ? known : throw new UntoldException();
    }

    private static T Planned<T>(ShardContext context, Func<ShardContext, KnownTerms, T> plan)
    {
        var terms = new KnownTerms(context.Description, q => context.Known.GetValueOrDefault(q));
        var planned = plan(context, terms);
        return terms.Missing.Count > 0 ? throw new MessageException("it does not say all that planning the query asks for") : planned;
    }
}
