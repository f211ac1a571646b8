using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SearchCore.Tests.Measuring;

/// <summary>What the meter and the activity source of the engine tell of one index; tests beside it have others.</summary>
internal sealed class Listening : IDisposable
{
    private readonly Lock gate = new();
    private readonly MeterListener meters = new();
    private readonly ActivityListener activities;
    private readonly List<(string Instrument, double Value, string? Outcome)> measured = [];
    private readonly List<Activity> spans = [];

    public Listening(string index)
    {
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "SearchCore")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<double>((i, value, tags, _) => Take(i, value, tags, index));
        meters.SetMeasurementEventCallback<long>((i, value, tags, _) => Take(i, value, tags, index));
        meters.Start();
        activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "SearchCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem("searchcore.index"), index))
                {
                    lock (gate)
                    {
                        spans.Add(span);
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(activities);
    }

    public IReadOnlyList<Activity> Spans
    {
        get
        {
            lock (gate)
            {
                return [.. spans];
            }
        }
    }

    /// <summary>What an instrument told, with its outcome where it has one.</summary>
    public IReadOnlyList<(double Value, string? Outcome)> Of(string instrument)
    {
        lock (gate)
        {
            return [.. measured.Where(m => m.Instrument == instrument).Select(m => (m.Value, m.Outcome))];
        }
    }

    /// <summary>Has gauges read now, and gives what one of them says.</summary>
    public double? Gauge(string instrument)
    {
        meters.RecordObservableInstruments();
        return Of(instrument) is [.., var last] ? last.Value : null;
    }

    public void Dispose()
    {
        meters.Dispose();
        activities.Dispose();
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, string index)
    {
        string? name = null, outcome = null;
        foreach (var (key, text) in tags)
        {
            (name, outcome) = key switch
            {
                "index" => (text as string, outcome),
                "outcome" => (name, text as string),
                _ => (name, outcome),
            };
        }

        if (name == index)
        {
            lock (gate)
            {
                measured.Add((instrument.Name, value, outcome));
            }
        }
    }
}
