namespace SearchCore.Web.Tests.Running;

/// <summary>One service of the sample archive for tests that change nothing.</summary>
public sealed class SampleFixture : IAsyncLifetime
{
    internal TestService Service { get; private set; } = null!;

    public async Task InitializeAsync() => Service = await TestService.StartAsync();

    public async Task DisposeAsync() => await Service.DisposeAsync();
}
