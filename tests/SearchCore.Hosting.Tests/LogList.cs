using System.Collections.Concurrent;

using Microsoft.Extensions.Logging;

namespace SearchCore.Hosting.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogList : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Event, string Text)> entries = new();

    public IReadOnlyList<(LogLevel Level, int Event, string Text)> Entries => [.. entries];

    /// <summary>Called where somebody asks whether a level is logged.</summary>
    public Action<LogLevel>? Asked { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel)
    {
        Asked?.Invoke(logLevel);
        return true;
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        entries.Enqueue((logLevel, eventId.Id, formatter(state, exception)));

    public void Dispose()
    {
    }
}
