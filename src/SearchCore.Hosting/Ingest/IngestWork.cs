using SearchCore.Articles;

namespace SearchCore.Hosting.Ingest;

/// <summary>Something in the queue, and who waits for it.</summary>
internal abstract class IngestWork(WaitFor wait)
{
    private readonly TaskCompletionSource<IngestReceipt> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What its caller waits for.</summary>
    public WaitFor Wait => wait;

    /// <summary>Its place in the order; set when it is queued.</summary>
    public long Number { get; set; }

    /// <summary>What is known so far of the answer.</summary>
    public IngestReceipt Receipt { get; set; } = new() { Outcome = IngestOutcome.Taken };

    /// <summary>The answer.</summary>
    public Task<IngestReceipt> Answer => answer.Task;

    /// <summary>Answers.</summary>
    public void Complete(long sequence) => answer.TrySetResult(Receipt with { Sequence = sequence });

    /// <summary>Answers with what went wrong; nobody may be listening.</summary>
    public virtual void Fail(Exception fault)
    {
        if (answer.TrySetException(fault))
        {
            // Whoever waits for nothing never looks: the fault is logged, and must not end the process.
            _ = answer.Task.Exception;
        }
    }
}

/// <summary>An article to add.</summary>
internal class AddWork(Article article, WaitFor wait) : IngestWork(wait)
{
    public Article Article => article;
}

/// <summary>An article to add, of many that one caller waits for.</summary>
internal sealed class AddOneOfMany(Article article, long number, IngestFailures failures) : AddWork(article, WaitFor.Queued)
{
    public override void Fail(Exception fault)
    {
        failures.Add(new(number, Article.Id, fault));
        base.Fail(fault);
    }
}

/// <summary>What went wrong with articles after they were queued. Thread-safe.</summary>
internal sealed class IngestFailures
{
    private readonly Lock gate = new();
    private readonly List<FailedArticle> first = [];
    private long count;

    /// <summary>How many there are, and the first of them.</summary>
    public (long Count, IReadOnlyList<FailedArticle> First) Known
    {
        get
        {
            lock (gate)
            {
                return (count, [.. first]);
            }
        }
    }

    public void Add(FailedArticle failure)
    {
        lock (gate)
        {
            count++;
            if (first.Count < IngestSummary.MostNamed)
            {
                first.Add(failure);
            }
        }
    }
}

/// <summary>An article to change.</summary>
internal sealed class UpdateWork(string id, Func<Article, Article?> update, WaitFor wait) : IngestWork(wait)
{
    public string Id => id;

    /// <summary>Whether what went wrong is what the caller's function threw, which says nothing of the index.</summary>
    public bool IsCallersFault { get; private set; }

    /// <summary>Makes the new article of the stored one; null leaves it as it is.</summary>
    public Article? Make(Article before)
    {
        try
        {
            return update(before);
        }
        catch
        {
            IsCallersFault = true;
            throw;
        }
    }
}

/// <summary>Nothing to do but to answer when what was done before is visible or durable.</summary>
internal sealed class SignalWork(WaitFor wait) : IngestWork(wait);
