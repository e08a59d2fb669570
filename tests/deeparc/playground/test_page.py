"""The playground in a real browser does what the library does."""

import json
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from deeparc.experiments import read
from deeparc.playground import Playground
from deeparc.playground.reference import ACTIVATIONS, EPOCHS, Settings, points, train

RUN = """([settings, points, epochs]) => {
  const run = new (document.getElementById("arc-playground").playground.engine.Run)(settings, points);
  for (let i = 0; i < epochs; i++) run.advance();
  return [run.history, run.net.layers.map(layer => [Array.from(layer.w), Array.from(layer.b)])];
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(60_000)
    page.set_content("<!doctype html><body>" + Playground()._repr_html_())
    yield page
    page.close()


@pytest.mark.parametrize("penalty", ["none", "L2", "L1"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_it_learns_exactly_as_the_library(page: Page, activation: str, penalty: str) -> None:
    settings = Settings("spiral", 2, 3, activation, eta=0.1, batch=7, penalty=penalty, strength=0.01, seed=5)
    history, layers = page.evaluate(RUN, [settings.__dict__, points("spiral"), 40])
    expected = train(settings, 40)
    np.testing.assert_allclose([h["train"] for h in history], expected.train_loss, rtol=1e-6)
    np.testing.assert_allclose([h["test"] for h in history], expected.test_loss, rtol=1e-6)
    assert history[-1]["testError"] == expected.test_error
    theirs = np.concatenate([np.ravel(part) for layer in layers for part in layer])
    ours = np.concatenate([np.ravel(part) for part in expected.model.params.values()])
    np.testing.assert_allclose(theirs, ours, rtol=1e-5, atol=1e-8)


def test_gradients_agree_with_central_differences(page: Page) -> None:
    worst = page.evaluate("""() => {
      const { Net, generator } = document.getElementById("arc-playground").playground.engine;
      const net = new Net([2, 4, 3, 1], "tanh", generator(3)), v = [0.4, -0.7];
      net.backward(v, (net.forward(v), 1));
      let worst = 0;
      for (const layer of net.layers) for (const [theta, d] of [[layer.w, layer.dw], [layer.b, layer.db]])
        for (let i = 0; i < theta.length; i++) {
          const kept = theta[i];
          theta[i] = kept + 1e-6; const up = net.forward(v);
          theta[i] = kept - 1e-6; const down = net.forward(v);
          theta[i] = kept;
          worst = Math.max(worst, Math.abs((up - down) / 2e-6 - d[i]));
        }
      return worst;
    }""")
    assert worst < 1e-8


def test_run_button_ends_where_the_kept_result_ends(page: Page) -> None:
    first = read("playground")["results"]["first_run"]
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("button", name="Run", exact=True).click()
    page.wait_for_function(f"document.querySelector('.arc-status').textContent.startsWith('Epoch {EPOCHS} of')")
    status = page.locator(".arc-status").inner_text()
    assert f"Training points: loss {first['train_loss']:.3f}, {100 * first['train_error']:.1f} % wrong" in status
    assert f"Test points: loss {first['test_loss']:.3f}, {100 * first['test_error']:.1f} % wrong" in status
    label = page.locator("canvas.arc-surface").get_attribute("aria-label")
    assert f"{100 * first['test_error']:.1f} % of the test points" in label


def test_the_surface_is_drawn_in_both_colours(page: Page) -> None:
    red, blue = page.evaluate("""() => {
      const canvas = document.querySelector("canvas.arc-surface");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      let red = 0, blue = 0;
      for (let i = 0; i < data.length; i += 4) {
        red += data[i] > data[i + 2] + 30;
        blue += data[i + 2] > data[i] + 30;
      }
      return [red, blue].map(count => 4 * count / data.length);
    }""")
    assert red > 0.05
    assert blue > 0.2


def test_every_choice_restarts_and_is_used(page: Page) -> None:
    page.get_by_label("hidden layers").select_option("3")
    page.get_by_label("units in each").select_option("5")
    page.get_by_label("data").select_option("xor")
    page.get_by_label("activation").select_option("relu")
    page.get_by_label("penalty").select_option("L1")
    page.get_by_role("button", name="One epoch").click()
    state = page.evaluate("""() => {
      const { run } = document.getElementById("arc-playground").playground;
      return JSON.stringify([run.epoch, run.settings, run.net.layers.map(layer => layer.units)]);
    }""")
    epoch, settings, units = json.loads(state)
    assert epoch == 1
    assert units == [5, 5, 5, 1]
    assert (settings["data"], settings["activation"], settings["penalty"]) == ("xor", "relu", "L1")
    assert page.locator(".arc-units canvas").count() == 15
    expected = train(Settings(**settings), 1)
    assert f"loss {expected.train_loss[-1]:.3f}" in page.locator(".arc-status").inner_text()


def test_a_run_that_explodes_says_so(page: Page) -> None:
    page.get_by_label("activation").select_option("relu")
    page.get_by_label("hidden layers").select_option("4")
    page.get_by_label("learning rate").select_option("3")
    page.get_by_label("batch size").select_option("1")
    page.get_by_label("penalty").select_option("none")
    page.evaluate("""() => {
      const { run } = document.getElementById("arc-playground").playground;
      run.net.layers.at(-1).w.fill(1e308); run.net.layers.at(0).w.fill(1e308);
    }""")
    page.get_by_role("button", name="One epoch").click()
    assert "Try a smaller learning rate" in page.locator(".arc-status").inner_text()
